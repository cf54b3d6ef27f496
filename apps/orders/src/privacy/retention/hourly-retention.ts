import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Hourly, type Logger } from '#libs/service-kit';
import { Database, LOGGER } from '../../platform/index.ts';
import { applyRetention } from './retention.ts';

/** Removes what has outlived its time, at the start and once an hour. */
@Injectable()
export class HourlyRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #hourly: Hourly;

  constructor(database: Database, @Inject(LOGGER) logger: Logger) {
    this.#hourly = new Hourly('retention', () => applyRetention(database), logger);
  }

  onApplicationBootstrap(): void {
    this.#hourly.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#hourly.stop();
  }
}
