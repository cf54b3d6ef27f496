import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { OrdersClient } from '#libs/orders-client';
import { type Logger, inTrace, stopStep } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { reasonOf } from '../queue/index.ts';
import { PendingTaskHandlers } from './pending-task-handlers.ts';
import type { PendingTask } from './pending-task.ts';

/**
 * For how long `orders` may wait for something to do before it answers, in seconds: it answers as soon as
 * there is something, for whoever has signed up waits for the mail.
 */
const waitSeconds = 3;
/**
 * How often it is asked at most, in milliseconds, while nothing is done: as often as that where what it names
 * is in hand already or fails, or where it answers at once, as that of the release before does.
 */
const every = 1_000;

/** After how long a failure that goes on is logged again, in milliseconds. */
const saidAgainAfter = 3_600_000;

/**
 * Fetches from `orders` what is to be done beside messages about orders: mails about accounts, people to
 * erase, and people who ask what is kept of them. It is safe here, or done, before it is taken off the list
 * there, so nothing is lost; what is named twice is done once; and none waits for another.
 */
@Injectable()
export class CollectPendingTasks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #inHand = new Map<string, Promise<void>>();
  /** Whose failure is in the log; it need not be there whenever its turn comes. */
  readonly #failing = new LRUCache<string, true>({ max: 10_000, ttl: saidAgainAfter });
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #more = false;
  #reached = true;

  constructor(
    private readonly orders: OrdersClient,
    private readonly handlers: PendingTaskHandlers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#lookIn(every);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await stopStep('the tasks in hand', async () => {
      await this.#looking;
      await Promise.all(this.#inHand.values());
    });
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  #lookIn(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#look();
    }, ms);
  }

  #look(): void {
    if (this.#stopped || this.#looking !== undefined) return;
    clearTimeout(this.#timer);
    const begun = performance.now();
    this.#looking = this.#list().finally(() => {
      this.#looking = undefined;
      if (this.#more) this.#look();
      else this.#lookIn(Math.max(0, every - (performance.now() - begun)));
    });
  }

  async #list(): Promise<void> {
    this.#more = false;
    // Whatever is done by the time of the answer may still stand in it.
    const inHand = new Set(this.#inHand.keys());
    const waiting = { seconds: waitSeconds, signal: this.#stopping.signal };
    try {
      const tasks = this.handlers.tasksOf(await this.orders.pendingTasks(waiting));
      this.#reached = true;
      for (const task of tasks) if (!inHand.has(task.id) && !this.#stopped) this.#begin(task);
    } catch (error) {
      if (this.#reached && !this.#stopped)
        this.logger.warn({ err: error }, 'orders cannot be asked for pending tasks; trying again.');
      this.#reached = false;
    }
  }

  #begin(task: PendingTask): void {
    const work = inTrace(task.traceId, () => task.handle())
      .then(
        () => this.#succeeded(task),
        (error: unknown) => this.#failed(task, error),
      )
      .finally(() => this.#inHand.delete(task.id));
    this.#inHand.set(task.id, work);
  }

  /** Only some are listed at a time. */
  #succeeded({ id }: PendingTask): void {
    this.#failing.delete(id);
    this.#more = true;
    this.#look();
  }

  #failed({ kind, id, traceId }: PendingTask, error: unknown): void {
    if (this.#failing.has(id)) return;
    this.#failing.set(id, true);
    this.logger.warn(
      { trace_id: traceId, task: kind, task_id: id, reason: reasonOf(error) },
      'A pending task could not be done; trying again.',
    );
  }
}
