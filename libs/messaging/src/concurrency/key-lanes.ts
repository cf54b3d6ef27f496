/**
 * Runs the tasks of one key one after the other, in the order in which they came, those of different keys
 * side by side. One that fails holds up none behind it. A key without tasks takes no memory.
 */
export class KeyLanes {
  readonly #tails = new Map<string, Promise<void>>();

  /** @returns what the task returns @throws what it throws */
  run<T>(key: string, task: () => T | Promise<T>): Promise<T> {
    const result = (this.#tails.get(key) ?? Promise.resolve()).then(task);
    const tail: Promise<void> = result.then(
      () => this.#forget(key, tail),
      () => this.#forget(key, tail),
    );
    this.#tails.set(key, tail);
    return result;
  }

  #forget(key: string, tail: Promise<void>): void {
    if (this.#tails.get(key) === tail) this.#tails.delete(key);
  }
}
