import { type Logger, inTrace } from '#libs/service-kit';
import type { Clock } from '../platform/index.ts';
import { reasonOf } from './channel.ts';
import { loggedMessage } from './logged-message.ts';
import type { DueWork } from './due-work.ts';
import type { Lane } from './lane.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/** What a lane works off, and how. */
export interface LaneWork<Row extends QueuedMessage> {
  /** For the log. */
  readonly lane: string;
  readonly due: Pick<DueWork<Row>, 'take' | 'nextWork' | 'renew' | 'giveUpInterrupted'>;
  /** What is done with a message that was taken from the queue. */
  readonly handle: (message: Row) => Promise<void>;
}

export interface LaneDeps<Row extends QueuedMessage> extends LaneWork<Row> {
  readonly logger: Logger;
  readonly now: Clock;
  readonly leaseMs: number;
}

/** How many messages of one lane are with the provider at once. */
const concurrency = 8;
/**
 * Asked at least this often, since another process may have added work; never more often than this. In
 * milliseconds.
 */
const longestPause = 5_000;
const shortestPause = 25;
const pauseAfterFailure = 1_000;
const lookBackEvery = 1_000;
/** Without a turn for so long, something hangs. */
const stalledAfter = 60_000;

/**
 * Works off one channel's messages, so that a slow provider of the one never holds up the other. Sleeps until
 * the next one is due.
 */
export class ChannelLane<Row extends QueuedMessage> implements Lane {
  readonly #inHand = new Map<string, Promise<void>>();
  #wake: () => void = () => undefined;
  #woken = false;
  #stopped = false;
  #lastTurn: number;
  #lastLookBack = -Infinity;
  #sleepsUntil = 0;
  /** The soonest work that was announced since the last look at the queue, in milliseconds from then. */
  #expectedIn = Infinity;
  #loop: Promise<void> | undefined;
  #renewal: NodeJS.Timeout | undefined;

  constructor(private readonly deps: LaneDeps<Row>) {
    this.#lastTurn = performance.now();
  }

  start(): void {
    this.#renewal = setInterval(() => void this.#renewLeases(), this.deps.leaseMs / 3);
    this.#loop = this.#run();
  }

  /**
   * Wakes the lane only if it would sleep past that time: most messages are held for longer than it ever
   * sleeps.
   */
  expectWorkAt(time: Date): void {
    this.#expectedIn = Math.min(this.#expectedIn, time.getTime() - this.deps.now().getTime());
    if (this.#expectedIn < this.#sleepsUntil - performance.now()) this.#wakeUp();
  }

  isMakingProgress(): boolean {
    return this.#stopped || performance.now() - this.#lastTurn < stalledAfter;
  }

  /** Takes nothing more and waits for what is with the provider. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeUp();
    await this.#loop;
    await Promise.allSettled(this.#inHand.values());
    clearInterval(this.#renewal);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) await this.#sleep(await this.#turn());
  }

  /** How long nothing is to be done, in milliseconds. */
  async #turn(): Promise<number> {
    this.#woken = false;
    this.#expectedIn = Infinity;
    this.#lastTurn = performance.now();
    try {
      await this.#takeWork();
      return await this.#untilNextWork();
    } catch (error) {
      this.deps.logger.warn(
        { err: error, lane: this.deps.lane },
        'The queue of messages cannot be read; trying again.',
      );
      return pauseAfterFailure;
    }
  }

  async #takeWork(): Promise<void> {
    await this.#giveUpInterrupted();
    const free = concurrency - this.#inHand.size;
    const taken = free > 0 ? await this.deps.due.take(free) : [];
    // Its own lease may have run out, as where the database was away: then it takes what it has in hand.
    for (const message of taken) if (!this.#inHand.has(message.id)) this.#begin(message);
  }

  /** Looked for now and then: it is the exception. */
  async #giveUpInterrupted(): Promise<void> {
    const { due, lane, logger } = this.deps;
    if (performance.now() - this.#lastLookBack < lookBackEvery) return;
    this.#lastLookBack = performance.now();
    const interrupted = await due.giveUpInterrupted([...this.#inHand.keys()]);
    if (interrupted > 0)
      logger.warn(
        { lane, interrupted },
        'Messages were being sent when their process ended or lost its database; see "npm run dead-letters -- list".',
      );
  }

  async #untilNextWork(): Promise<number> {
    if (this.#inHand.size >= concurrency) return longestPause;
    const next = await this.deps.due.nextWork();
    return next === null ? longestPause : next.getTime() - this.deps.now().getTime();
  }

  #begin(message: Row): void {
    const { handle, logger, lane } = this.deps;
    const work = inTrace(message.traceId, () => handle(message))
      .catch((error: unknown) =>
        logger.error(
          { ...loggedMessage(message), reason: reasonOf(error), lane },
          'A message could not be worked off; it is taken up again.',
        ),
      )
      .finally(() => {
        this.#inHand.delete(message.id);
        // Not for each: the next ones are taken together.
        if (this.#inHand.size <= concurrency / 2) this.#wakeUp();
      });
    this.#inHand.set(message.id, work);
  }

  #wakeUp(): void {
    this.#woken = true;
    this.#wake();
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#woken || this.#stopped) return;
    const pause = Math.min(longestPause, Math.max(shortestPause, Math.min(ms, this.#expectedIn)));
    this.#sleepsUntil = performance.now() + pause;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #renewLeases(): Promise<void> {
    await this.deps.due
      .renew([...this.#inHand.keys()])
      .catch((error: unknown) => this.deps.logger.warn({ err: error }, 'Leases could not be renewed.'));
  }
}
