import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isDatabaseUnavailable } from '#libs/postgres';
import { type Logger, Repeated } from '#libs/service-kit';
import { LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { Calendars } from './calendars.ts';
import { DayCounts } from './day-counts.ts';
import { FeedbackPull } from './feedback-pull.ts';

/** Keeps up with what came, so that whoever asks for figures waits for little. */
@Injectable()
export class FiguresUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #repeated: Repeated;

  constructor(
    private readonly feedback: FeedbackPull,
    private readonly calendars: Calendars,
    private readonly counts: DayCounts,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(TIMING) { figuresMs }: Timing,
  ) {
    const keepUp = (): Promise<void> => this.#keepUp(figuresMs / 2);
    this.#repeated = new Repeated('what is being counted', figuresMs, keepUp, (err) => {
      logger.debug({ err }, 'figures are not counted for now');
    });
  }

  onApplicationBootstrap(): void {
    this.#repeated.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#repeated.stop();
  }

  async #keepUp(feedbackFresh: number): Promise<void> {
    await this.feedback.notOlderThan(feedbackFresh).catch((err: unknown) => {
      this.logger.debug({ err }, 'orders cannot be asked how orders were liked');
    });
    for (const restaurantId of await this.counts.waiting()) await this.#count(restaurantId);
  }

  /** One restaurant that cannot be counted holds up no other. */
  async #count(restaurantId: string): Promise<void> {
    try {
      await this.counts.count({ restaurantId, timezone: await this.calendars.timezoneOf(restaurantId) });
    } catch (err) {
      if (isDatabaseUnavailable(err)) throw err;
      this.logger.warn({ err, restaurant_id: restaurantId }, 'a restaurant’s days cannot be counted for now');
    }
  }
}
