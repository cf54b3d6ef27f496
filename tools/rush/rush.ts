import { setTimeout as delay } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.ts';
import { planOrder, type OrderPlan } from './order-plan.ts';
import { OrderScreen, tokenOf } from './order-screen.ts';
import { seededRandom, type Random } from './random.ts';
import { type Account, RestaurantApi } from './restaurant-api.ts';
import { UnreachableError } from './rush.errors.ts';
import { type RushReport, Tally } from './tally.ts';

export interface RushOptions {
  readonly url: string;
  readonly account: Account;
  readonly orders: number;
  /** New orders a second, on average; they come whether or not the earlier ones are served. */
  readonly rate: number;
  /** Between two steps of an order, on average, in ms. */
  readonly pace: number;
  readonly seed: number;
  /** Screens open at once, at most. */
  readonly followers: number;
}

/** Hears how far it is. */
export type Progress = (tally: Tally) => void;

/** What was accepted last may take so long to reach its screen before it counts as missing, in ms. */
const patience = 10_000;

/**
 * Places orders and walks each through its steps, while its customer follows it.
 * @param stop ends it early: what happened until then is reported
 * @throws UnreachableError, LogInRefusedError or RateLimitedError where it cannot even begin
 */
export async function rush(
  options: RushOptions,
  stop: AbortSignal,
  progress: Progress = () => undefined,
): Promise<RushReport> {
  const api = await RestaurantApi.logIn(options.url, options.account);
  const run = new RushRun(options, api, stop, progress);
  return run.run().finally(() => {
    api.close();
  });
}

class RushRun {
  readonly #tally = new Tally();
  readonly #halt = new AbortController();
  readonly #ended: AbortSignal;
  #stoppedBy: string | undefined;
  #screensOpen = 0;

  constructor(
    private readonly options: RushOptions,
    private readonly api: RestaurantApi,
    private readonly stop: AbortSignal,
    private readonly progress: Progress,
  ) {
    this.#ended = AbortSignal.any([stop, this.#halt.signal]);
  }

  async run(): Promise<RushReport> {
    const began = performance.now();
    await Promise.all(await this.#orders(began));
    const seconds = (performance.now() - began) / 1_000;
    return this.#tally.report({
      ordersPlanned: this.options.orders,
      seconds,
      interrupted: this.stop.aborted,
      stoppedBy: this.#stoppedBy,
    });
  }

  /** Lets the orders come in at their rate. @returns what is resolved once each has ended */
  async #orders(began: number): Promise<Promise<void>[]> {
    const random = seededRandom(this.options.seed);
    const ends: Promise<void>[] = [];
    for (let at = began; ends.length < this.options.orders; at += random.pause(1_000 / this.options.rate)) {
      await this.#pause(at - performance.now());
      if (this.#ended.aborted) break;
      ends.push(this.#serve(planOrder(random), seededRandom(random.next() * 2 ** 32)));
    }
    return ends;
  }

  async #serve(plan: OrderPlan, random: Random): Promise<void> {
    try {
      const { order, ...outcome } = await this.api.place(plan.order);
      this.#tally.placed += 1;
      this.#tally.answered(outcome);
      await this.#follow(order.tracking_url, (followed) =>
        this.#walk(order.order_id, plan, random, followed),
      );
    } catch (error) {
      this.#failed(error);
    }
    this.#tally.finished += 1;
    this.progress(this.#tally);
  }

  /**
   * Has a screen follow the order, where one is free, and then walks it, and gives the screen time to show
   * the last of it.
   */
  async #follow(trackingUrl: string, walk: (followed: FollowedOrder) => Promise<void>): Promise<void> {
    const followed = new FollowedOrder();
    if (this.#screensOpen >= this.options.followers) return walk(followed);
    this.#screensOpen += 1;
    this.#tally.mostScreens = Math.max(this.#tally.mostScreens, this.#screensOpen);
    this.#tally.followed.push(followed);
    // A walk that began before would be over, on a slow machine, before anybody watched it.
    const screen = await this.#open(trackingUrl, followed);
    try {
      await walk(followed);
      await this.#settled(followed);
    } finally {
      screen.close();
      this.#screensOpen -= 1;
    }
  }

  #open(trackingUrl: string, followed: FollowedOrder): Promise<OrderScreen> {
    return OrderScreen.open(this.options.url, tokenOf(trackingUrl), {
      snapshot: (version, at) => {
        followed.snapshot(version, at);
      },
      frame: (version, at) => {
        followed.frame(version, at);
      },
      trouble: (code) => {
        this.#tally.error(`screen: ${code}`);
      },
    });
  }

  async #walk(orderId: string, { steps }: OrderPlan, random: Random, followed: FollowedOrder): Promise<void> {
    for (const step of steps) {
      await this.#pause(random.pause(this.options.pace));
      if (this.#ended.aborted) return;
      const outcome = await this.api.change(orderId, step);
      this.#tally.changed(step, outcome);
      if (outcome.ok && outcome.applied) followed.accepted(outcome.version, outcome.sentAt);
      this.progress(this.#tally);
    }
  }

  async #settled(followed: FollowedOrder): Promise<void> {
    const until = performance.now() + patience;
    while (!followed.isComplete && performance.now() < until) await delay(20);
  }

  #failed(error: unknown): void {
    if (error instanceof UnreachableError) {
      this.#tally.error('no answer, not even after retries');
      return;
    }
    this.#stoppedBy ??= error instanceof Error ? error.message : String(error);
    this.#halt.abort();
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await delay(ms, undefined, { signal: this.#ended }).catch(() => undefined);
  }
}
