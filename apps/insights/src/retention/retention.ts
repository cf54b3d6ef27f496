import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type ExpiredRows, isDatabaseUnavailable, removeExpired } from '#libs/postgres';
import { Hourly, type Logger } from '#libs/service-kit';
import { Database, NarrowRole } from '../database/index.ts';
import { LOGGER } from '../platform/index.ts';

/** A year can be set beside the one before, and no more is kept. */
const keptFor = '400 days';

/** What days came to is small: three years of it. */
const daysKeptFor = '1100 days';

/** By when the order was placed: all that is known of it goes together, what it comes to last. */
const expired: readonly ExpiredRows[] = [
  {
    table: 'insights.order_events',
    when: `recorded_at < now() - interval '${keptFor}'`,
  },
  { table: 'insights.orders', when: `placed_at < now() - interval '${keptFor}'` },
  { table: 'insights.feedback', when: `created_at < now() - interval '${keptFor}'` },
  { table: 'insights.day_ratings', when: `date < now() - interval '${keptFor}'` },
  { table: 'insights.changed_days', when: `utc_date < now() - interval '${keptFor}'` },
  ...['days', 'day_stages', 'day_hours', 'day_mishaps'].map((table) => ({
    table: `insights.${table}`,
    when: `date < now() - interval '${daysKeptFor}'`,
  })),
];

/** Removes what has been kept for long enough. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #hourly: Hourly;

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#hourly = new Hourly('retention of insights', () => this.#remove(), logger);
  }

  onApplicationBootstrap(): void {
    this.#hourly.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#hourly.stop();
  }

  /** One table that cannot be cleared keeps nothing in the others. */
  async #remove(): Promise<void> {
    for (const each of expired)
      await this.#removeFrom(each).catch((err: unknown) => {
        if (isDatabaseUnavailable(err)) throw err;
        this.logger.warn({ err, table: each.table }, 'what is old cannot be removed for now');
      });
  }

  #removeFrom(rows: ExpiredRows): Promise<number> {
    return removeExpired((statement) => this.database.asRole(NarrowRole.Jobs, statement), [rows]);
  }
}
