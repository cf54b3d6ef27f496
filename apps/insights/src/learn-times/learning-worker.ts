import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { GatheredWork, LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { Kitchens } from './kitchens.ts';
import { LearnTimesHandler } from './learn-times.handler.ts';

/** Learns from what is waiting, gathered for a moment; at rest it does nothing. */
@Injectable()
export class LearningWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #work: GatheredWork;

  constructor(
    private readonly kitchens: Kitchens,
    private readonly handler: LearnTimesHandler,
    @Inject(LOGGER) logger: Logger,
    @Inject(TIMING) { gatherMs }: Timing,
  ) {
    this.#work = new GatheredWork({
      name: 'what is being learned',
      run: (isStopped) => this.#learnAll(isStopped),
      gatherMs,
      onFailure: (err) => {
        logger.warn({ err }, 'Nothing can be learned now; trying again.');
      },
    });
  }

  /** What a process before has left. */
  onApplicationBootstrap(): void {
    this.expectWork();
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
      for (const kitchen of taken) {
        if (isStopped()) return;
        await this.handler.handle(kitchen);
        await this.kitchens.done(kitchen);
      }
  }
}
