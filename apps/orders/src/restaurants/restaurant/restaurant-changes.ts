import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { Database, DatabaseSignals, LOGGER, signalFor } from '../../platform/index.ts';

/**
 * Says that something of a restaurant has changed on which its orders are judged, whichever instance wrote
 * it, so that what is remembered of it is read anew.
 */
@Injectable()
export class RestaurantChanges {
  readonly #callbacks: ((restaurantId: string | undefined) => void)[] = [];

  constructor(
    private readonly database: Database,
    signals: DatabaseSignals,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    signals.on('restaurants', (restaurantId) => {
      this.#call(restaurantId);
    });
  }

  /**
   * @param call called once a change is on disk, or may be: of that restaurant, or of any where that is not
   * known
   */
  onChange(call: (restaurantId: string | undefined) => void): void {
    this.#callbacks.push(call);
  }

  /** To be called after the commit: this instance knows at once, the others within moments. */
  written(restaurantId: string): void {
    this.#call(restaurantId);
    // Where the signal is lost, others know once what they remember has outlived its time.
    this.database.notify(signalFor('restaurants', restaurantId)).catch((error: unknown) => {
      this.logger.debug({ err: error }, 'other instances could not be told of a restaurant’s change');
    });
  }

  #call(restaurantId: string | undefined): void {
    for (const call of this.#callbacks) call(restaurantId);
  }
}
