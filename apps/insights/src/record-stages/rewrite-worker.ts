import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { Database } from '../database/index.ts';
import { GatheredWork, LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { LearningSignals } from './learning-signals.ts';
import { rewriteStale } from './write-events.ts';

/**
 * Works out what orders come to of which events have come. In its own time: whoever publishes an event waits
 * until it is kept, and not for this.
 */
@Injectable()
export class RewriteWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #work: GatheredWork;

  constructor(
    private readonly database: Database,
    private readonly signals: LearningSignals,
    @Inject(LOGGER) logger: Logger,
    @Inject(TIMING) { gatherMs }: Timing,
  ) {
    this.#work = new GatheredWork({
      name: 'what orders come to',
      run: (isStopped) => this.#rewriteAll(isStopped),
      gatherMs,
      onFailure: (err) => {
        logger.warn({ err }, 'What orders come to cannot be worked out now; trying again.');
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

  expectWork(): void {
    this.#work.expect();
  }

  async #rewriteAll(isStopped: () => boolean): Promise<void> {
    for (let more = true; more && !isStopped();) {
      const { orders, hasOutcomes } = await rewriteStale(this.database);
      if (hasOutcomes) this.signals.outcome();
      more = orders > 0;
    }
  }
}
