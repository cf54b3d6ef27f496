import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Logger, Repeated } from '#libs/service-kit';
import { LOGGER, TIMING, type Timing } from '../platform/index.ts';
import { WeeklyReportHandler } from './weekly-report.handler.ts';

/** Looks now and then whether somewhere it is Monday, eight o'clock. */
@Injectable()
export class WeeklyReportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #repeated: Repeated;

  constructor(
    handler: WeeklyReportHandler,
    @Inject(LOGGER) logger: Logger,
    @Inject(TIMING) { figuresMs }: Timing,
  ) {
    this.#repeated = new Repeated(
      'the reports of a week',
      figuresMs,
      () => handler.handle(),
      (err) => {
        logger.debug({ err }, 'the week cannot be reported for now');
      },
    );
  }

  onApplicationBootstrap(): void {
    this.#repeated.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#repeated.stop();
  }
}
