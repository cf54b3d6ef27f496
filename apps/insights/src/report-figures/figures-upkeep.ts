import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Logger, stopStep } from '#libs/service-kit';
import { LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { Calendars } from './calendars.ts';
import { DayCounts } from './day-counts.ts';
import { FeedbackPull } from './feedback-pull.ts';

/** Keeps up with what came, so that whoever asks for figures waits for little. */
@Injectable()
export class FiguresUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    private readonly feedback: FeedbackPull,
    private readonly calendars: Calendars,
    private readonly counts: DayCounts,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(TIMING) private readonly timing: Timing,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#working ??= this.#keepUp().finally(() => (this.#working = undefined));
    }, this.timing.figuresMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await stopStep('what is being counted', async () => this.#working);
  }

  async #keepUp(): Promise<void> {
    try {
      await this.feedback.notOlderThan(this.timing.figuresMs / 2);
      for (const restaurantId of await this.counts.waiting())
        await this.counts.count({ restaurantId, timezone: await this.calendars.timezoneOf(restaurantId) });
    } catch (err) {
      this.logger.debug({ err }, 'figures are not counted for now');
    }
  }
}
