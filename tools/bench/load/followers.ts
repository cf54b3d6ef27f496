import { setTimeout as delay } from 'node:timers/promises';
import { happyPath } from '#libs/order-model';
import { FollowedOrder } from '../../rush/followed-order.ts';
import { move } from '../../rush/order-plan.ts';
import { OrderScreen } from '../../rush/order-screen.ts';
import { seededRandom } from '../../rush/random.ts';
import { RestaurantApi } from '../../rush/restaurant-api.ts';
import type { LoadInput, LoadOutput, PreparedOrder, RateResult } from './load-tasks.ts';
import { inParallel } from './in-parallel.ts';

/** Handshakes in hand at a time while the sockets are opened. */
const handshakes = 50;
/** What was sent last may take so long to arrive, in ms. */
const patience = 5_000;

const steps = happyPath('delivery')
  .slice(1)
  .map((status) => move(status));

/** Delivery orders that are changed one after the other, each followed by a socket of its own. */
export class Followers {
  #customers: {
    readonly orderId: string;
    readonly screen: OrderScreen;
    taken: number;
    order: FollowedOrder;
  }[] = [];
  #next = 0;

  async follow({ url, orders }: LoadInput<'follow'>): Promise<LoadOutput<'follow'>> {
    await inParallel(orders, handshakes, (order) => this.#open(url, order));
    return { followed: this.#customers.length };
  }

  async unfollow(): Promise<LoadOutput<'unfollow'>> {
    for (const { screen } of this.#customers) screen.close();
    this.#customers = [];
    this.#next = 0;
    return {};
  }

  /** Requests leave at their time, whether or not earlier ones were answered. */
  async load({ url, account, rate, seconds, seed }: LoadInput<'load'>): Promise<RateResult> {
    const api = await RestaurantApi.logIn(url, account, 1_000);
    const random = seededRandom(seed);
    const outcomes: Promise<boolean>[] = [];
    const began = performance.now();
    this.#startAnew(began);
    for (let at = random.pause(1_000 / rate); at < seconds * 1_000; at += random.pause(1_000 / rate)) {
      const wait = began + at - performance.now();
      if (wait > 0) await delay(wait);
      outcomes.push(this.#changeNext(api));
    }
    const accepted = await Promise.all(outcomes);
    await this.#allArrived();
    api.close();
    return this.#result(accepted);
  }

  async #open(url: string, { orderId, token }: PreparedOrder): Promise<void> {
    const troubles: string[] = [];
    const order = new FollowedOrder();
    const customer = { orderId, taken: 0, order };
    const screen = await OrderScreen.open(url, token, {
      snapshot: (version, at) => {
        customer.order.snapshot(version, at);
      },
      frame: (version, at) => {
        customer.order.frame(version, at);
      },
      trouble: (code) => {
        troubles.push(code);
      },
    });
    if (!order.isFollowed) throw new Error(`an order cannot be followed: ${troubles.join(', ')}`);
    this.#customers.push(Object.assign(customer, { screen }));
  }

  /** What was measured before does not count again. */
  #startAnew(at: number): void {
    for (const customer of this.#customers) {
      customer.order = new FollowedOrder();
      customer.order.snapshot(1 + customer.taken, at);
    }
  }

  async #changeNext(api: RestaurantApi): Promise<boolean> {
    const customer = this.#customers[this.#next++ % this.#customers.length];
    const step = steps[customer?.taken ?? 0];
    if (customer === undefined || step === undefined)
      throw new RangeError('no order is left that could be changed');
    const outcome = await api.change(customer.orderId, step);
    if (!outcome.ok) return false;
    customer.taken += 1;
    customer.order.accepted(outcome.version, outcome.sentAt);
    return true;
  }

  async #allArrived(): Promise<void> {
    const until = performance.now() + patience;
    while (performance.now() < until && !this.#customers.every(({ order }) => order.isComplete))
      await delay(20);
  }

  #result(accepted: readonly boolean[]): RateResult {
    const reckonings = this.#customers.map(({ order }) => order.reckon());
    return {
      sent: accepted.length,
      refused: accepted.filter((ok) => !ok).length,
      missing: reckonings.reduce((sum, { missing }) => sum + missing, 0),
      latencies: reckonings.flatMap(({ latencies }) => latencies),
    };
  }
}
