/** Changes wait this long for more of them, so that a rush is not written down card by card. */
const GATHER_MS = 2_000;

/**
 * Writes down what the board shows: soon after each change, and at once when the page is left or put aside.
 */
export class BoardKeeper {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn = false;
  readonly #left = (): void => this.#write();

  constructor(private readonly write: () => void) {}

  start(): void {
    this.#isOn = true;
    addEventListener('pagehide', this.#left);
    document.addEventListener('visibilitychange', this.#left);
  }

  /** From here on nothing is written: whoever logs out leaves nothing behind. */
  stop(): void {
    this.#isOn = false;
    clearTimeout(this.#timer);
    removeEventListener('pagehide', this.#left);
    document.removeEventListener('visibilitychange', this.#left);
  }

  /** There is something new. */
  soon(): void {
    if (this.#isOn) this.#timer ??= setTimeout(() => this.#write(), GATHER_MS);
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.write();
  }
}
