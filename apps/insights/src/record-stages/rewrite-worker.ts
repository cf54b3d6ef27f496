import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { GatheredWork, LOGGER, restSince, TIMING, type Timing } from '../platform/index.ts';
import { LearningSignals } from './learning-signals.ts';
import { StaleOrders } from './stale-orders.ts';

/**
 * Works out what orders come to of which events have come. In its own time: whoever publishes an event waits
 * until it is kept, and not for this.
 */
@Injectable()
export class RewriteWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #work: GatheredWork;

  constructor(
    private readonly stale: StaleOrders,
    private readonly signals: LearningSignals,
    @Inject(LOGGER) logger: Logger,
    @Inject(TIMING) { gatherMs, lookMs }: Timing,
  ) {
    this.#work = new GatheredWork({
      name: 'what orders come to',
      run: (isStopped) => this.#rewriteAll(isStopped),
      gatherMs,
      lookMs,
      onFailure: (err) => {
        logger.warn({ err }, 'What orders come to cannot be worked out now; trying again.');
      },
    });
  }

  onApplicationBootstrap(): void {
    this.#work.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#work.stop();
  }

  expectWork(): void {
    this.#work.expect();
  }

  async #rewriteAll(isStopped: () => boolean): Promise<void> {
    for (let more = true; more && !isStopped();) {
      const began = performance.now();
      const { orders, hasOutcomes } = await this.stale.rewriteSome();
      if (hasOutcomes) this.signals.outcome();
      more = orders > 0;
      if (more) await restSince(began);
    }
  }
}
