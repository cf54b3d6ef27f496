import type {
  Batch,
  Consumer,
  ConsumerCrashEvent,
  ConsumerGroupJoinEvent,
  EachBatchPayload,
  KafkaMessage,
  RequestEvent,
} from 'kafkajs';
import type { ConsumedRecord, Consumption } from '../event-log.ts';
import { KeyLanes } from '../concurrency/key-lanes.ts';
import { kafkaRetry, openKafka } from './client.ts';
import type { KafkaPlace, OwnKafka } from './client.ts';
import { lagOf } from './lag.ts';
import { PartitionProgress } from './partition-progress.ts';
import { RecordsInHand } from '../concurrency/records-in-hand.ts';
import { withTimeout } from '../concurrency/with-timeout.ts';

export interface KafkaConsumptionOptions {
  readonly topic: string;
  readonly groupId: string;
  /** Whether the group's place is kept by the broker. */
  readonly commits: boolean;
  /** Where to begin, by partition; elsewhere at the committed place, or else at the beginning. */
  readonly startAt: ReadonlyMap<number, number>;
  /** Resolves when the record is done with; throws only where the signal came first. */
  readonly settle: (record: ConsumedRecord, signal: AbortSignal) => Promise<void>;
  /** How many records were set aside so far. */
  readonly parked: () => number;
  /** Hears why it has ended by itself and will not come back. */
  readonly onFatal: (error: Error) => void;
  /** What is to be done once it has left its group. */
  readonly whenStopped?: () => Promise<void>;
  readonly limits: KafkaConsumptionLimits;
}

export interface KafkaConsumptionLimits {
  /** Of one partition; with more in hand, no more is fetched of it. */
  readonly mostInHand: number;
  /** Without a fetch for longer, it is unhealthy; milliseconds. */
  readonly stalledAfterMs: number;
  /** With a record in hand for longer, retries included, it is unhealthy; milliseconds. */
  readonly stuckAfterMs: number;
  /** How long a stop waits for what is in hand, in milliseconds. */
  readonly stopTimeoutMs: number;
  readonly now: () => number;
}

export const usualLimits: KafkaConsumptionLimits = {
  mostInHand: 1_000,
  stalledAfterMs: 5_000,
  stuckAfterMs: 30_000,
  stopTimeoutMs: 8_000,
  now: () => performance.now(),
};

const fetchApi = 1;
const heartbeatApi = 12;

/**
 * One member of a consumer group. kafkajs only fetches and heartbeats: what it brings is taken at once, and
 * handled beside it key by key, so that no handler can hold up a heartbeat, nor throw into kafkajs, which a
 * TypeError would stop for ever. The places are kept here, not by kafkajs: whenever the group is joined, it
 * is told to go on behind what was taken last, and what comes twice is dropped.
 */
export class KafkaConsumption implements Consumption {
  readonly #own: OwnKafka;
  readonly #consumer: Consumer;
  readonly #joined = Promise.withResolvers<undefined>();
  readonly #stopping = new AbortController();
  readonly #lanes = new KeyLanes();
  readonly #inHand: RecordsInHand;
  readonly #partitions = new Map<number, PartitionProgress>();
  #hasJoined = false;
  #commit: EachBatchPayload['commitOffsetsIfNecessary'] = async () => undefined;
  #committing: Promise<void> | undefined;
  #lastProgress = -Infinity;
  #stopped: Promise<void> | undefined;

  private constructor(
    private readonly place: KafkaPlace,
    private readonly options: KafkaConsumptionOptions,
  ) {
    this.#inHand = new RecordsInHand(options.limits.now);
    this.#own = openKafka(place);
    this.#consumer = this.#own.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      // The broker answers at once where there is something. But a partition that is resumed, and a heartbeat
      // that is due, wait for the fetch under way, so it may not take much longer.
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      retry: kafkaRetry,
    });
  }

  /**
   * Resolves once it is a member of its group and stands at its place; until then it keeps trying.
   * @throws where that can never be
   */
  static async start(place: KafkaPlace, options: KafkaConsumptionOptions): Promise<KafkaConsumption> {
    const consumption = new KafkaConsumption(place, options);
    try {
      await consumption.#start();
      return consumption;
    } catch (error) {
      await consumption.stop();
      throw error;
    }
  }

  get healthy(): boolean {
    const { now, stalledAfterMs, stuckAfterMs } = this.options.limits;
    return (
      !this.#stopping.signal.aborted &&
      now() - this.#lastProgress <= stalledAfterMs &&
      this.#inHand.oldestAgeMs <= stuckAfterMs
    );
  }

  get parked(): number {
    return this.options.parked();
  }

  lag(): Promise<ReadonlyMap<number, number>> {
    const { topic, groupId } = this.options;
    return lagOf(this.place, {
      topic,
      groupId,
      done: new Map([...this.#partitions].map(([partition, { done }]) => [partition, done])),
    });
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #start(): Promise<void> {
    const { topic } = this.options;
    const { GROUP_JOIN, REBALANCING, REQUEST, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, (event) => this.#onJoin(event));
    this.#consumer.on(REBALANCING, () => void this.#commitNow());
    this.#consumer.on(REQUEST, (event) => this.#onRequest(event));
    this.#consumer.on(CRASH, (event) => this.#onCrash(event));
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic, fromBeginning: true });
    await this.#consumer.run({ autoCommit: false, eachBatch: async (payload) => this.#take(payload) });
    await this.#joined.promise;
  }

  #onJoin({ payload }: ConsumerGroupJoinEvent): void {
    const { topic, startAt } = this.options;
    const assigned = payload.memberAssignment[topic] ?? [];
    for (const [partition, progress] of this.#partitions) {
      if (!assigned.includes(partition)) this.#lose(partition, progress);
    }
    for (const partition of assigned) {
      const progress = this.#partitions.get(partition) ?? new PartitionProgress(startAt.get(partition));
      this.#partitions.set(partition, progress);
      if (progress.position !== undefined)
        this.#consumer.seek({ topic, partition, offset: String(progress.position) });
      this.#resume(partition, progress);
    }
    this.#hasJoined = true;
    this.#lastProgress = this.options.limits.now();
    this.#joined.resolve(undefined);
  }

  #lose(partition: number, progress: PartitionProgress): void {
    progress.lost = true;
    this.#partitions.delete(partition);
  }

  /**
   * A fetch that was answered is progress, even an empty one; for a member without partitions, a heartbeat
   * is.
   */
  #onRequest({ payload }: RequestEvent): void {
    const sign = this.#partitions.size > 0 ? fetchApi : heartbeatApi;
    if (payload.apiKey === sign) this.#lastProgress = this.options.limits.now();
  }

  #onCrash({ payload }: ConsumerCrashEvent): void {
    if (payload.restart || this.#stopping.signal.aborted) return;
    this.#lastProgress = -Infinity;
    if (this.#hasJoined) this.options.onFatal(payload.error);
    else this.#joined.reject(payload.error);
  }

  #take(payload: EachBatchPayload): void {
    const { batch } = payload;
    // Not the consumer's own commit, which would join the group anew by itself and beside the fetching.
    this.#commit = (offsets) => payload.commitOffsetsIfNecessary(offsets);
    const progress = this.#partitions.get(batch.partition);
    if (progress === undefined || this.#stopping.signal.aborted) return;
    for (const message of batch.messages) {
      const done = progress.take(Number(message.offset), Number(batch.highWatermark));
      if (done) this.#handle(consumedRecord(batch, message), batch.partition, progress, done);
    }
    if (progress.inHand < this.options.limits.mostInHand) return;
    progress.paused = true;
    this.#consumer.pause([{ topic: batch.topic, partitions: [batch.partition] }]);
  }

  #resume(partition: number, progress: PartitionProgress): void {
    progress.paused = false;
    this.#consumer.resume([{ topic: this.options.topic, partitions: [partition] }]);
  }

  #handle(record: ConsumedRecord, partition: number, progress: PartitionProgress, done: () => void): void {
    const settle = async (): Promise<void> => {
      if (progress.lost || this.#stopping.signal.aborted) return;
      await this.#inHand.track(() => this.options.settle(record, this.#stopping.signal));
      done();
      this.#afterRecord(partition, progress);
    };
    // What throws was stopped: it is not done, and comes again.
    this.#lanes.run(record.key, settle).catch(() => undefined);
  }

  #afterRecord(partition: number, progress: PartitionProgress): void {
    if (progress.paused && !progress.lost && progress.inHand <= this.options.limits.mostInHand / 2)
      this.#resume(partition, progress);
    void this.#commitNow();
  }

  /** One commit at a time; what is done meanwhile goes with the next one. */
  #commitNow(): Promise<void> {
    if (!this.options.commits) return Promise.resolve();
    return (this.#committing ??= this.#commitAll().finally(() => (this.#committing = undefined)));
  }

  async #commitAll(): Promise<void> {
    // Records that are done in the same turn are committed together.
    await new Promise((resolve) => setImmediate(resolve));
    for (let offsets = this.#toCommit(); offsets.size > 0; offsets = this.#toCommit()) {
      try {
        const partitions = [...offsets].map(([partition, offset]) => ({ partition, offset: String(offset) }));
        await this.#commit({ topics: [{ topic: this.options.topic, partitions }] });
        for (const [partition, offset] of offsets) this.#partitions.get(partition)?.committed(offset);
      } catch {
        // The group is being put together anew, or the broker is away: the next record that is done, or the
        // next join, commits again.
        return;
      }
    }
  }

  #toCommit(): ReadonlyMap<number, number> {
    const offsets = [...this.#partitions].map(
      ([partition, progress]) => [partition, progress.toCommit()] as const,
    );
    return new Map(
      offsets.flatMap(([partition, offset]) => (offset === null ? [] : [[partition, offset] as const])),
    );
  }

  async #stop(): Promise<void> {
    this.#stopping.abort(new Error('the consumer was stopped'));
    const { stopTimeoutMs } = this.options.limits;
    const leave = async (): Promise<void> => {
      await this.#inHand.settled();
      await this.#commitNow();
      await this.#consumer.disconnect();
    };
    await withTimeout(stopTimeoutMs, 'stopping', leave()).catch(() => undefined);
    this.#own.giveUp();
    await this.options.whenStopped?.();
    this.#joined.promise.catch(() => undefined);
    this.#joined.reject(new Error('the consumer was stopped'));
  }
}

const consumedRecord = (
  { topic, partition }: Pick<Batch, 'topic' | 'partition'>,
  { key, value, headers, offset }: KafkaMessage,
): ConsumedRecord => ({
  topic,
  key: key?.toString() ?? '',
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, of]) => [name, textOf(of)])),
  value: value?.toString() ?? '',
  position: `${partition}/${offset}`,
});

const textOf = (header: Buffer | string | (Buffer | string)[] | undefined): string =>
  Array.isArray(header) ? textOf(header[0]) : (header?.toString() ?? '');
