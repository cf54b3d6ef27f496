import { stopStep } from './stop-steps.ts';

/** Something that is done again and again; where it takes longer, the next time is left out. */
export class Repeated {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  /**
   * @param what as it is called where it keeps a stop waiting
   * @param everyMs from one beginning to the next
   * @param onFailure hears of each time that failed; the next one comes all the same
   */
  constructor(
    private readonly what: string,
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** The first time comes after the first pause. */
  start(): void {
    this.#timer = setInterval(() => {
      this.now();
    }, this.everyMs);
  }

  /** Begins at once, where it is not under way. */
  now(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves once what is under way is done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await stopStep(this.what, async () => this.#running);
  }

  async #run(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.onFailure(error);
    }
  }
}
