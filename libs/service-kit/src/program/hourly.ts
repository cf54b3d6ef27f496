import type { Logger } from '../logging/logger.ts';
import { stopStep } from './stop-steps.ts';

const hour = 3_600_000;

/**
 * Something that is done when the service starts and once an hour from then on; what fails is tried again an
 * hour later.
 */
export class Hourly {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  /** @param what for the log, where it fails */
  constructor(
    private readonly what: string,
    private readonly work: () => Promise<unknown>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    const run = (): void => {
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
    };
    run();
    this.#timer = setInterval(run, hour);
  }

  /** Resolves once what is under way is done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await stopStep(this.what, async () => this.#running);
  }

  async #run(): Promise<void> {
    try {
      await this.work();
    } catch (err) {
      this.logger.warn({ err }, `${this.what}: failed, and is tried again in an hour`);
    }
  }
}
