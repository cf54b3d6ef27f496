/**
 * Requests of which each is answered once there is something new, or after a while: so that a neighbour need
 * not ask several times a second.
 */
export class HeldRequests {
  readonly #releases = new Set<() => void>();
  #isClosed = false;

  /** Resolves once they are released, and at the latest after so many ms. */
  hold(ms: number): Promise<void> {
    if (this.#isClosed || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const release = (): void => {
        clearTimeout(timer);
        this.#releases.delete(release);
        resolve();
      };
      const timer = setTimeout(release, ms);
      this.#releases.add(release);
    });
  }

  /** There is something new. */
  release(): void {
    for (const release of [...this.#releases]) release();
  }

  /** Releases them, and holds none from now on: whoever stops waits for the last request. */
  close(): void {
    this.#isClosed = true;
    this.release();
  }
}
