/** What is written to a topic. Records of one key stay in order. */
export interface LogRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** A record as a consumer gets it. */
export interface ConsumedRecord extends LogRecord {
  /** Where it stands in the log; opaque, to be named in log lines. */
  readonly position: string;
}

/** Who reads a topic. */
export type LogConsumer = DurableConsumer | EphemeralConsumer;

/** Gets every record since its group's committed place, at least once; a record that fails is tried again. */
export interface DurableConsumer {
  readonly name: string;
  readonly topic: string;
  readonly durable: true;
  /**
   * Records of one key come one after the other, those of several keys at once.
   * @throws PermanentHandlerError for a record that it can never handle
   */
  handle(record: ConsumedRecord): Promise<void>;
}

/**
 * Gets every record from the moment `consume` resolves on. What it cannot handle is reported and passed over,
 * since whoever is behind it asks for what is missing.
 */
export interface EphemeralConsumer {
  readonly name: string;
  readonly topic: string;
  readonly durable: false;
  /**
   * Gets together what arrived together, in its order; later records of a key come after it has resolved.
   * @returns those that it passes over
   * @throws where it could handle none of them
   */
  handle(records: readonly ConsumedRecord[]): Promise<readonly PassedOver[]>;
}

/** A record that an ephemeral consumer could not handle. */
export interface PassedOver {
  readonly record: ConsumedRecord;
  readonly cause: Error;
}

/** One consumer at work, from `consume` until `stop`. */
export interface Consumption {
  /** Positioned and making progress. */
  readonly healthy: boolean;
  /** How many records it has set aside since it began, as it could not handle them. */
  readonly parked: number;
  /**
   * How many records wait to be handled, or are being handled, by partition; a log without partitions has
   * one, 0.
   * @throws where the log cannot be asked
   */
  lag(): Promise<ReadonlyMap<number, number>>;
  /** Finishes the record in hand and takes no other. Never call it from the consumer's own `handle`. */
  stop(): Promise<void>;
}

/** An append-only log of topics. */
export interface EventLog {
  /**
   * Resolves once every record is safe: acknowledged by the broker, or, in process, handled by every durable
   * consumer. Records of one key are handled in the order given, and those behind a failed one of the same
   * key fail too.
   * @throws PublishError naming the records that are not safe; all the others are
   */
  publish(records: readonly LogRecord[]): Promise<void>;
  /** Resolves when the consumer stands at its place: whatever is published afterwards reaches it. */
  consume(consumer: LogConsumer): Promise<Consumption>;
  /** Stops every consumption, waits for what is in hand, and refuses what comes later. */
  close(): Promise<void>;
}

/**
 * One record that is not safe; `index` is its place in the batch, `retryable` whether the same record may
 * succeed later.
 */
export interface PublishFailure {
  readonly index: number;
  readonly retryable: boolean;
  readonly cause: Error;
}

/** Thrown by `publish` when some records of the batch are not safe, in the order of the batch. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  readonly failures: readonly PublishFailure[];

  constructor(failures: readonly PublishFailure[]) {
    super(
      `${failures.length} record(s) were not published, the first because: ${failures[0]?.cause.message ?? 'unknown'}`,
      {
        cause: failures[0]?.cause,
      },
    );
    this.failures = failures;
  }
}

/**
 * Thrown by a handler, itself or as a subclass, for a record that it can never handle; any other error is
 * tried again.
 */
export class PermanentHandlerError extends Error {
  override readonly name: string = 'PermanentHandlerError';
}
