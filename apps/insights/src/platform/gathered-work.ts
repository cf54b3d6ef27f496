import { stopStep } from '#libs/service-kit';

/** What is done with what waits in a table. */
export interface Work {
  /** As it is called where it keeps a stop waiting. */
  readonly name: string;
  /** Does all that waits; looks now and then whether it is to stop. */
  run(isStopped: () => boolean): Promise<void>;
  /** In ms. */
  readonly gatherMs: number;
  /** Between the beginnings of two runs at least, in ms; where it is not given, no longer than it gathers. */
  readonly everyMs?: number;
  /** After so long it looks for work that it was told nothing of, in ms: what another process has left. */
  readonly lookMs: number;
  /** Hears of the first failure of several in a row: it is tried again until it goes. */
  readonly onFailure: (error: unknown) => void;
}

/** Work that is gathered for a moment and done together, once it is known of. */
export class GatheredWork {
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  #failures = 0;
  /** When it ran last, by `performance.now()`. */
  #ranAt = -Infinity;

  constructor(private readonly work: Work) {}

  start(): void {
    this.#looking = setInterval(() => {
      this.expect();
    }, this.work.lookMs);
    this.expect();
  }

  /** There may be something to do. */
  expect(): void {
    if (this.#stopped || this.#timer !== undefined) return;
    const { gatherMs, lookMs, everyMs = 0 } = this.work;
    // After a failure later and later, and never later than a look would.
    const later = Math.min(gatherMs * 2 ** this.#failures, Math.max(gatherMs, lookMs));
    const wait = Math.max(later, this.#ranAt + everyMs - performance.now());
    this.#timer = setTimeout(() => {
      // What comes while it runs is gathered for the next time.
      this.#timer = undefined;
      this.#running = this.#running.then(() => this.#run());
    }, wait);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#looking);
    clearTimeout(this.#timer);
    await stopStep(this.work.name, () => this.#running);
  }

  async #run(): Promise<void> {
    this.#ranAt = performance.now();
    try {
      await this.work.run(() => this.#stopped);
      this.#failures = 0;
    } catch (error) {
      if (this.#failures === 0) this.work.onFailure(error);
      this.#failures += 1;
      this.expect();
    }
  }
}
