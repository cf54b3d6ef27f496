import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { fullJitterMs } from '#libs/messaging';
import { type Logger, stopStep } from '#libs/service-kit';
import { CLOCK, type Clock, LOGGER, UpcomingTimers } from '../platform/index.ts';
import { DueTimers } from './due-timers.ts';

/**
 * It sleeps no longer than this, in ms, whatever it knows of: other instances set timers too, and a clock may
 * be set forward.
 */
const longestSleep = 5_000;
/** While all that is due is in the hands of other instances, it looks again after so long, in ms. */
const busyElsewhere = 200;
const backOff = { baseMs: 100, maxMs: 5_000, random: Math.random };

/**
 * Does what is due, on every instance: at rest it asks the database once in five seconds. Times are compared
 * with our clock alone; how long it sleeps decides nothing but when it looks again.
 */
@Injectable()
export class TimerWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #events = new EventEmitter<{ earlier: [] }>();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  /** When the first timer that is known of is due, in ms. */
  #nextDue = Infinity;

  constructor(
    private readonly timers: DueTimers,
    upcoming: UpcomingTimers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    upcoming.onTimer((dueAt) => {
      this.#hear(dueAt);
    });
  }

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  /** Finishes what it has in hand. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    await stopStep('the timers', async () => this.#running);
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#stopped;) {
      try {
        await this.#look();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.logger.warn({ err: error }, 'what is due could not be done; trying again');
        await this.#pause(fullJitterMs(failures, backOff));
      }
    }
  }

  async #look(): Promise<void> {
    // What is written from here on is heard, whatever the look may miss of it.
    this.#nextDue = Infinity;
    this.#hear(await this.timers.earliest());
    if (this.#nextDue > this.clock()) await this.#sleep();
    else if ((await this.timers.doDue(this.#stopping.signal)) === 0) await this.#pause(busyElsewhere);
  }

  #hear(dueAt: number): void {
    if (dueAt >= this.#nextDue) return;
    this.#nextDue = dueAt;
    this.#events.emit('earlier');
  }

  /** Until something is due, or for as long as may be. */
  async #sleep(): Promise<void> {
    const end = performance.now() + longestSleep;
    for (let left = longestSleep; left > 0 && !this.#stopped; left = end - performance.now()) {
      const untilDue = this.#nextDue - this.clock();
      if (untilDue <= 0) return;
      const enough = AbortSignal.timeout(Math.ceil(Math.min(left, untilDue)));
      const signal = AbortSignal.any([enough, this.#stopping.signal]);
      await once(this.#events, 'earlier', { signal }).catch(() => undefined);
    }
  }

  #pause(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
