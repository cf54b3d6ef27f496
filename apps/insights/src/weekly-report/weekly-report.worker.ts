import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Logger, stopStep } from '#libs/service-kit';
import { LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { WeeklyReportHandler } from './weekly-report.handler.ts';

/** Looks now and then whether somewhere it is Monday, eight o'clock. */
@Injectable()
export class WeeklyReportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    private readonly handler: WeeklyReportHandler,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(TIMING) private readonly timing: Timing,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#working ??= this.#look().finally(() => (this.#working = undefined));
    }, this.timing.figuresMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await stopStep('the reports of a week', async () => this.#working);
  }

  async #look(): Promise<void> {
    try {
      await this.handler.handle();
    } catch (err) {
      this.logger.debug({ err }, 'the week cannot be reported for now');
    }
  }
}
