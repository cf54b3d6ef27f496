/** What could not be read is read again after this time, in ms. */
export const AGAIN_MS = 5_000;

/** Reads until it has been read: after a gap, nothing else would ever tell what was missed. */
export class UntilRead {
  #again: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  /**
   * @param read says whether there is nothing left to read
   * @param isLive whether the board is connected: until then nothing is tried again, since connecting reads
   */
  constructor(
    private readonly read: () => Promise<boolean>,
    private readonly isLive: () => boolean,
  ) {}

  /** @returns whether it could be read at once */
  async now(): Promise<boolean> {
    clearTimeout(this.#again);
    const isRead = await this.read();
    clearTimeout(this.#again);
    if (!isRead && !this.#isStopped)
      this.#again = setTimeout(() => void (this.isLive() && this.now()), AGAIN_MS);
    return isRead;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#again);
  }
}
