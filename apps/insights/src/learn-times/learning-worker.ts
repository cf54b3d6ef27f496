import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { OrdersUnavailableError } from '#libs/orders-client';
import { isDatabaseUnavailable } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { GatheredWork, LOGGER, restSince, TIMING, type Timing } from '../platform/index.ts';
import { type Kitchen, Kitchens } from './kitchens.ts';
import { LearnTimesHandler } from './learn-times.handler.ts';

/** Learns from what is waiting, gathered for a moment; at rest it does nothing. */
@Injectable()
export class LearningWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #work: GatheredWork;

  constructor(
    private readonly kitchens: Kitchens,
    private readonly handler: LearnTimesHandler,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(TIMING) { gatherMs, learnMs, lookMs }: Timing,
  ) {
    this.#work = new GatheredWork({
      name: 'what is being learned',
      run: (isStopped) => this.#learnAll(isStopped),
      gatherMs,
      everyMs: learnMs,
      lookMs,
      onFailure: (err) => {
        logger.warn({ err }, 'Nothing can be learned now; trying again.');
      },
    });
  }

  onApplicationBootstrap(): void {
    this.#work.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#work.stop();
  }

  /** There may be something to learn from. */
  expectWork(): void {
    this.#work.expect();
  }

  async #learnAll(isStopped: () => boolean): Promise<void> {
    for (let taken = await this.kitchens.take(); taken.length > 0; taken = await this.kitchens.take())
      for (const [place, kitchen] of taken.entries()) {
        if (isStopped()) return this.#giveBack(taken.slice(place));
        const began = performance.now();
        await this.#learn(kitchen).catch(async (error: unknown) => {
          await this.#giveBack(taken.slice(place));
          throw error;
        });
        await restSince(began);
      }
  }

  /** One that cannot be learned of comes again when its time in hand is over, and holds up no other. */
  async #learn(kitchen: Kitchen): Promise<void> {
    try {
      await this.handler.handle(kitchen);
    } catch (err) {
      if (err instanceof OrdersUnavailableError || isDatabaseUnavailable(err)) throw err;
      const { restaurantId: restaurant_id, fulfilment } = kitchen;
      this.logger.error({ err, restaurant_id, fulfilment }, 'a kitchen cannot be learned of; trying again');
    }
  }

  /** As good as can be: what stays in hand comes free by itself. */
  async #giveBack(kitchens: readonly Kitchen[]): Promise<void> {
    for (const kitchen of kitchens) await this.kitchens.giveBack(kitchen).catch(() => undefined);
  }
}
