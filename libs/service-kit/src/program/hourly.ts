import type { Logger } from '../logging/logger.ts';
import { Repeated } from './repeated.ts';

const hour = 3_600_000;

/**
 * Something that is done when the service starts and once an hour from then on; what fails is tried again an
 * hour later.
 */
export class Hourly {
  readonly #repeated: Repeated;

  /** @param what for the log, where it fails */
  constructor(what: string, work: () => Promise<unknown>, logger: Logger) {
    this.#repeated = new Repeated(what, hour, work, (err) => {
      logger.warn({ err }, `${what}: failed, and is tried again in an hour`);
    });
  }

  start(): void {
    this.#repeated.now();
    this.#repeated.start();
  }

  /** Resolves once what is under way is done. */
  stop(): Promise<void> {
    return this.#repeated.stop();
  }
}
