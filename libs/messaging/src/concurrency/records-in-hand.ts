/** What is being worked on, and since when. It holds nothing up: that is for `KeyLanes` and `Slots`. */
export class RecordsInHand {
  readonly #startedAt = new Map<Promise<unknown>, number>();

  /** @param now milliseconds of any steady clock */
  constructor(private readonly now: () => number) {}

  async track<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    this.#startedAt.set(running, this.now());
    try {
      return await running;
    } finally {
      this.#startedAt.delete(running);
    }
  }

  /** Milliseconds; 0 with nothing in hand. */
  get oldestAgeMs(): number {
    const oldest = this.#startedAt.values().next();
    return oldest.done === true ? 0 : this.now() - oldest.value;
  }

  get count(): number {
    return this.#startedAt.size;
  }

  /** Resolves when all that is in hand now has ended, well or badly. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#startedAt.keys());
  }
}
