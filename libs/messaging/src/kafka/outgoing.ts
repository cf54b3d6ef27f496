import { sizeOf, usualMaxRecordBytes } from '../concurrency/admission.ts';
import type { Admitted } from '../concurrency/admission.ts';
import { asError, HeldBackError, LogClosedError } from '../event-log.errors.ts';
import type { LogRecord, PublishFailure } from '../event-log.ts';
import { isTooLarge } from './producer.ts';

/** A send never carries more, in bytes: what goes to one partition is one batch there. */
const maxSendBytes = usualMaxRecordBytes;
/** What a record takes beside its key, headers and value, at most. */
const framing = 100;

export interface Outgoing {
  send(records: readonly LogRecord[]): Promise<void>;
}

/** The records of one call, until the last of them is safe or has failed. */
class Publication {
  readonly failures: PublishFailure[] = [];
  readonly #settled = Promise.withResolvers<readonly PublishFailure[]>();

  constructor(private open: number) {}

  get settled(): Promise<readonly PublishFailure[]> {
    return this.#settled.promise;
  }

  settle(failure?: PublishFailure): void {
    if (failure) this.failures.push(failure);
    this.open -= 1;
    if (this.open === 0) this.#settled.resolve(this.failures);
  }
}

interface Waiting extends Admitted {
  readonly of: Publication;
}

/**
 * The line in which records wait while a send is under way; those that wait leave together. When a send
 * fails, all that wait fail with it: what came later must not overtake, and whoever publishes keeps the order
 * by trying again.
 */
export class OutgoingLine {
  #waiting: Waiting[] = [];
  #pumping: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly outgoing: Outgoing) {}

  /**
   * Resolves when each record is safe or has failed.
   * @returns the failures; `index` is that of the admitted record
   */
  async publish(admitted: readonly Admitted[]): Promise<readonly PublishFailure[]> {
    if (this.#closed)
      return admitted.map(({ index }) => ({ index, retryable: true, cause: new LogClosedError() }));
    if (admitted.length === 0) return [];
    const publication = new Publication(admitted.length);
    this.#waiting.push(...admitted.map((one) => ({ ...one, of: publication })));
    this.#pumping ??= this.#pump();
    return publication.settled;
  }

  /** Lets what waits leave, and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pumping;
  }

  async #pump(): Promise<void> {
    // Those of the same turn leave together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#send(this.#takeNext());
    this.#pumping = undefined;
  }

  #takeNext(): readonly Waiting[] {
    let bytes = 0;
    const cut = this.#waiting.findIndex(
      ({ record }, index) => (bytes += weightOf(record)) > maxSendBytes && index > 0,
    );
    return this.#waiting.splice(0, cut === -1 ? this.#waiting.length : cut);
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.outgoing.send(batch.map(({ record }) => record));
      for (const { of } of batch) of.settle();
    } catch (thrown) {
      const error = asError(thrown);
      if (!isTooLarge(error)) this.#failAll([...batch, ...this.#waiting.splice(0)], error);
      else if (batch.length > 1) await this.#sendOneByOne(batch);
      else this.#refuse(batch[0], error);
    }
  }

  /** The broker does not say which record is too large for it. */
  async #sendOneByOne(batch: readonly Waiting[]): Promise<void> {
    this.#waiting.unshift(...batch);
    for (let left = batch.length; left > 0 && this.#waiting.length > 0; left--)
      await this.#send(this.#waiting.splice(0, 1));
  }

  /** Fails for good; what waits behind it of the same key fails too, and may be tried again. */
  #refuse(refused: Waiting | undefined, cause: Error): void {
    if (refused === undefined) return;
    const isBehind = ({ record }: Waiting): boolean =>
      record.key === refused.record.key && record.topic === refused.record.topic;
    const behind = this.#waiting.filter(isBehind);
    this.#waiting = this.#waiting.filter((waiting) => !isBehind(waiting));
    refused.of.settle({ index: refused.index, retryable: false, cause });
    this.#failAll(behind, new HeldBackError(cause));
  }

  #failAll(batch: readonly Waiting[], cause: Error): void {
    for (const { of, index } of batch) of.settle({ index, retryable: true, cause });
  }
}

const weightOf = (record: LogRecord): number => sizeOf(record) + framing;
