import { Server } from '@nestjs/microservices';
import type {
  BaseRpcContext,
  CustomTransportStrategy,
  MessageHandler,
  MsPattern,
  ReadPacket,
} from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { OrderEvent } from '#libs/contracts';
import { decodeOrderEvent } from '../cloud-events/cloud-event.ts';
import { EventLogContext } from './event-log.context.ts';
import { Gathered } from '../concurrency/gathered.ts';
import { asError } from '../event-log.errors.ts';
import type { ConsumedRecord, Consumption, EventLog, LogConsumer, PassedOver } from '../event-log.ts';
import { eventLogTransport, orderEventSubscriptionSchema } from './on-order-event.ts';
import type { OrderEventSubscription } from './on-order-event.ts';

/** Whether one consumer stands where it should and makes progress, and how many events it has set aside. */
export interface ConsumerHealth {
  readonly consumer: string;
  readonly healthy: boolean;
  readonly parked: number;
}

interface ReadRecord {
  readonly record: ConsumedRecord;
  readonly event: OrderEvent;
}

/** How many events one consumer has still to handle in one partition. */
export interface ConsumerLag {
  readonly consumer: string;
  readonly partition: number;
  readonly events: number;
}

/**
 * Runs the `@OnOrderEvent` handlers of a Nest application on an event log, one consumption for each. What a
 * handler throws reaches the log as it was thrown. The log belongs to whoever opened it: `close` stops the
 * consumptions only.
 */
export class EventLogServer extends Server implements CustomTransportStrategy {
  override readonly transportId = eventLogTransport;
  override readonly propagatesEventHandlerErrors = true;
  readonly #subscriptions = new Map<string, OrderEventSubscription>();
  readonly #consumptions = new Map<string, Consumption>();
  /** In one process all consumers are handed the same records: each is read once. */
  readonly #decoded = new WeakMap<ConsumedRecord, OrderEvent>();

  constructor(private readonly log: EventLog) {
    super();
  }

  /** @throws Error for a handler that is not an `@OnOrderEvent`, or a second one of the same consumer */
  override addHandler(
    pattern: MsPattern,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const route = this.normalizePattern(pattern);
    const subscription = orderEventSubscriptionSchema.safeParse(extras);
    if (!isEventHandler || !subscription.success)
      throw new Error(`the handler of ${route} must be marked with @OnOrderEvent`);
    if (this.#subscriptions.has(route))
      throw new Error(`"${subscription.data.consumer}" has two handlers: give each a consumer of its own`);
    this.#subscriptions.set(route, subscription.data);
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  /**
   * Calls back when every consumer stands at its place; if one cannot, none is left running and the error is
   * handed over.
   */
  async listen(callback: (error?: Error) => void): Promise<void> {
    const starts = await Promise.allSettled(
      [...this.#subscriptions].map(([pattern, of]) => this.#start(pattern, of)),
    );
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) await this.close();
    callback(failed && asError(failed.reason));
  }

  /** Resolves when every consumer has finished the record in hand. */
  async close(): Promise<void> {
    await Promise.all([...this.#consumptions.values()].map((consumption) => consumption.stop()));
  }

  /** One entry for each handler, unhealthy until it listens. */
  health(): readonly ConsumerHealth[] {
    return [...this.#subscriptions].map(([pattern, { consumer }]) => ({
      consumer,
      healthy: this.#consumptions.get(pattern)?.healthy ?? false,
      parked: this.#consumptions.get(pattern)?.parked ?? 0,
    }));
  }

  /** Whether every consumer stands where it should and makes progress. */
  get healthy(): boolean {
    const consumers = this.health();
    return consumers.length > 0 && consumers.every(({ healthy }) => healthy);
  }

  /** Whether one consumer does, whatever the others do. */
  isHealthy(name: string): boolean {
    return this.health().some(({ consumer, healthy }) => consumer === name && healthy);
  }

  /** Of every consumer that listens. @throws where the log cannot be asked */
  async lag(): Promise<readonly ConsumerLag[]> {
    const listening = [...this.#subscriptions].map(async ([pattern, { consumer }]) => {
      const lag = (await this.#consumptions.get(pattern)?.lag()) ?? new Map<number, number>();
      return [...lag].map(([partition, events]) => ({ consumer, partition, events }));
    });
    return (await Promise.all(listening)).flat();
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the signature is the abstract class's
  unwrap<T = EventLog>(): T {
    return this.log as T;
  }

  on(): never {
    throw new Error('the event log emits no events of its own: ask health()');
  }

  override async handleEvent(pattern: string, packet: ReadPacket, context: BaseRpcContext): Promise<void> {
    // Awaited here and not through the processing hooks, which need not pass a result on.
    await new Promise<void>((resolve, reject) => {
      const run = (runEndHook: () => void): Promise<void> =>
        this.#runHandler(pattern, packet.data, context).then(resolve, reject).finally(runEndHook);
      // eslint-disable-next-line @typescript-eslint/no-confusing-void-expression -- typed as void, yet a hook may return a promise that rejects
      Promise.resolve(this.runWithProcessingHooks(context, run)).catch(reject);
    });
  }

  async #runHandler(pattern: string, event: unknown, context: BaseRpcContext): Promise<void> {
    // Not by `getHandlerByPattern`, which takes the pattern apart for each event: here it is the handler's
    // own.
    const handler = this.messageHandlers.get(pattern);
    if (!handler) throw new Error(`nobody handles "${pattern}"`);
    const result: unknown = await handler(event, context);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  }

  async #start(pattern: string, { consumer, topic, durable }: OrderEventSubscription): Promise<void> {
    const who = { name: consumer, topic };
    const gathered = new Gathered<ReadRecord>((records) => this.#hand(pattern, records));
    const reader: LogConsumer = durable
      ? { ...who, durable, handle: async (record) => gathered.handle(this.#read(record)) }
      : { ...who, durable, handle: (records) => this.#handleTogether(pattern, records) };
    this.#consumptions.set(pattern, await this.log.consume(reader));
  }

  #hand(pattern: string, records: readonly ReadRecord[]): Promise<void> {
    const data = records.map(({ event }) => event);
    const context = new EventLogContext([records.map(({ record }) => record)]);
    return this.handleEvent(pattern, { pattern, data }, context);
  }

  /** @throws UnreadableEventError */
  #read(record: ConsumedRecord): ReadRecord {
    return { record, event: this.#decode(record) };
  }

  /** @throws UnreadableEventError */
  #decode(record: ConsumedRecord): OrderEvent {
    const known = this.#decoded.get(record);
    if (known !== undefined) return known;
    const event = decodeOrderEvent(record);
    this.#decoded.set(record, event);
    return event;
  }

  async #handleTogether(pattern: string, records: readonly ConsumedRecord[]): Promise<readonly PassedOver[]> {
    const readable: ReadRecord[] = [];
    const unreadable: PassedOver[] = [];
    for (const record of records) {
      try {
        readable.push(this.#read(record));
      } catch (thrown) {
        unreadable.push({ record, cause: asError(thrown) });
      }
    }
    if (readable.length > 0) await this.#hand(pattern, readable);
    return unreadable;
  }
}
