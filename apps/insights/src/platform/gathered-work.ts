import { stopStep } from '#libs/service-kit';

/** What is done with what waits in a table. */
export interface Work {
  /** As it is called where it keeps a stop waiting. */
  readonly name: string;
  /** Does all that waits; looks now and then whether it is to stop. */
  run(isStopped: () => boolean): Promise<void>;
  readonly gatherMs: number;
  /** What could not be done is done with the next sign of work. */
  readonly onFailure: (error: unknown) => void;
}

/** Work that is gathered for a moment and done together, once it is known of; at rest nothing is done. */
export class GatheredWork {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  #reached = true;

  constructor(private readonly work: Work) {}

  /** There may be something to do. */
  expect(): void {
    if (this.#stopped || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      // What comes while it runs is gathered for the next time.
      this.#timer = undefined;
      this.#running = this.#running.then(() => this.#run());
    }, this.work.gatherMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await stopStep(this.work.name, () => this.#running);
  }

  async #run(): Promise<void> {
    try {
      await this.work.run(() => this.#stopped);
      this.#reached = true;
    } catch (error) {
      // Said once, until it goes again.
      if (this.#reached) this.work.onFailure(error);
      this.#reached = false;
    }
  }
}
