import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { Database, DatabaseSignals, LOGGER, signalFor } from '../../platform/index.ts';

/**
 * Says that something of a restaurant has changed on which its orders are judged, whichever instance wrote
 * it, so that what is remembered of it is read anew.
 */
@Injectable()
export class RestaurantChanges {
  readonly #callbacks: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    signals: DatabaseSignals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    signals.on('restaurants', () => {
      this.#call();
    });
  }

  /** @param call called once a change is on disk, or may be; of which restaurant is not said */
  onChange(call: () => void): void {
    this.#callbacks.push(call);
  }

  /** To be called after the commit: this instance knows at once, the others within moments. */
  written(): void {
    this.#call();
    // Where the signal is lost, others know once what they remember has outlived its time.
    this.database.notify(signalFor('restaurants')).catch((error: unknown) => {
      this.logger.debug({ err: error }, 'other instances could not be told of a restaurant’s change');
    });
  }

  #call(): void {
    for (const call of this.#callbacks) call();
  }
}
