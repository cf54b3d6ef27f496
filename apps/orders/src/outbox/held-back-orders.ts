import { fullJitterMs } from '#libs/messaging';

const backOff = { baseMs: 100, maxMs: 5_000, random: Math.random };

interface HeldBack {
  readonly failures: number;
  /** By `performance.now()`. */
  readonly until: number;
}

/** Orders whose event could not be sent for now: each waits by itself, longer with every failure. */
export class HeldBackOrders {
  readonly #orders = new Map<string, HeldBack>();

  get size(): number {
    return this.#orders.size;
  }

  /** Those whose time has not come yet. */
  waiting(): string[] {
    const now = performance.now();
    return [...this.#orders].filter(([, { until }]) => until > now).map(([orderId]) => orderId);
  }

  /** In how many ms the time of the next one comes that is not on its way; infinite where none waits. */
  nextInMs(isOnItsWay: (orderId: string) => boolean): number {
    const left = [...this.#orders].filter(([orderId]) => !isOnItsWay(orderId));
    const next = Math.min(...left.map(([, { until }]) => until));
    return Math.max(0, Math.ceil(next - performance.now()));
  }

  holdBack(orderId: string): void {
    const failures = (this.#orders.get(orderId)?.failures ?? 0) + 1;
    this.#orders.set(orderId, { failures, until: performance.now() + fullJitterMs(failures, backOff) });
  }

  forget(orderId: string): void {
    this.#orders.delete(orderId);
  }

  /** Forgets those that have nothing left to send: the event was parked, or another relay has sent it. */
  keepOnly(orderIds: readonly string[]): void {
    if (this.#orders.size === 0) return;
    const kept = new Set(orderIds);
    for (const orderId of this.#orders.keys()) if (!kept.has(orderId)) this.#orders.delete(orderId);
  }
}
