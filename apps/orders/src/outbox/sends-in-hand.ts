import type { WaitingEvent } from './relay-connection.ts';

/** So many sends are on their way at once at most. */
const most = 16;

/**
 * Sends that the log has not answered yet. No order is in two of them, so what is on its way together may
 * arrive in any order.
 */
export class SendsInHand {
  readonly #sends = new Set<Promise<void>>();
  readonly #orders = new Set<string>();
  #published: string[] = [];
  #someEnded = false;
  #failure: { readonly error: unknown } | undefined;

  /** @param onEnd hears of each that has ended */
  constructor(private readonly onEnd: () => void) {}

  get isFull(): boolean {
    return this.#sends.size >= most;
  }

  /** Whether one ended since `takePublished`: its events are to be removed, its orders are free again. */
  get someEnded(): boolean {
    return this.#someEnded;
  }

  has(orderId: string): boolean {
    return this.#orders.has(orderId);
  }

  /** Those of which an event is on its way. */
  orders(): string[] {
    return [...this.#orders];
  }

  /** Does not wait for it. @param send gives the ids of those that the log has */
  start(rows: readonly WaitingEvent[], send: () => Promise<readonly string[]>): void {
    for (const { record } of rows) this.#orders.add(record.key);
    const sending = this.#send(send).finally(() => {
      this.#sends.delete(sending);
      for (const { record } of rows) this.#orders.delete(record.key);
      this.#someEnded = true;
      this.onEnd();
    });
    this.#sends.add(sending);
  }

  /** The ids of what is still to be removed; they are taken once. @throws what a send has thrown */
  takePublished(): readonly string[] {
    if (this.#failure) throw this.#failure.error;
    const published = this.#published;
    this.#published = [];
    this.#someEnded = false;
    return published;
  }

  async oneEnded(): Promise<void> {
    await Promise.race(this.#sends);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#sends);
  }

  async #send(send: () => Promise<readonly string[]>): Promise<void> {
    try {
      const published = await send();
      this.#published.push(...published);
    } catch (error) {
      this.#failure = { error };
    }
  }
}
