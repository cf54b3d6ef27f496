import { setTimeout as pause } from 'node:timers/promises';

/**
 * Gives everybody together so many beats a second. One that nobody waits for is lost, so that nobody
 * catches up in a burst.
 */
export class Metronome {
  #next = 0;

  constructor(private readonly perSecond: number) {}

  /** Resolves with the next beat. */
  async beat(): Promise<void> {
    const now = performance.now();
    this.#next = Math.max(now, this.#next + 1_000 / this.perSecond);
    await pause(this.#next - now);
  }
}
