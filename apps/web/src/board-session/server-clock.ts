/** A `Date` header says whole seconds: what is closer than this is not worth a correction. In ms. */
const CLOSE_ENOUGH_MS = 2_000;

/** The server's time on a tablet whose own clock may be wrong: kept moves are judged by when they happened. */
export class ServerClock {
  #ahead = 0;

  /** By how much the server is ahead of this machine, in ms. */
  get ahead(): number {
    return this.#ahead;
  }

  /** As it was known before a reload, until the server is heard. */
  set ahead(known: number) {
    this.#ahead = known;
  }

  /** @param date as in a `Date` header */
  hear(date: string | null): void {
    const ahead = Date.parse(date ?? '') + 500 - Date.now();
    if (!Number.isNaN(ahead)) this.#ahead = Math.abs(ahead) < CLOSE_ENOUGH_MS ? 0 : ahead;
  }

  /** In ms. */
  now(): number {
    return Date.now() + this.#ahead;
  }
}
