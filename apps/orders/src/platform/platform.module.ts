import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Health, HealthModule, MetricsModule, OwnUrl, stopStep } from '#libs/service-kit';
import type { OrdersSettings } from '../orders.config.ts';
import { BoardNotices } from './board-notices/board-notices.ts';
import { CLOCK } from './clock/clock.ts';
import { Database } from './database/database.ts';
import { DatabaseSignals } from './database/database-signals.ts';
import { EVENT_LOG, LOGGER, type OrdersOptions, SETTINGS } from './orders-options.ts';
import { RATE_LIMITS, RequestLimits } from './rate-limits/request-limits.ts';
import { SharedBuckets } from './rate-limits/shared-buckets.ts';
import { UpcomingTimers } from './timers/upcoming-timers.ts';

/**
 * What all areas stand on: the settings and what they were opened with, the clock, what the database signals,
 * what waits for its time or for boards, and the rate limits. Nest starts a global module first and stops it
 * last, so the database outlives whatever uses it.
 */
@Global()
@Module({
  imports: [HealthModule, MetricsModule],
  providers: [
    { provide: CLOCK, useValue: Date.now },
    {
      provide: RATE_LIMITS,
      inject: [SETTINGS],
      useFactory: (settings: OrdersSettings) => settings.RATE_LIMITS,
    },
    BoardNotices,
    DatabaseSignals,
    RequestLimits,
    SharedBuckets,
    UpcomingTimers,
  ],
  exports: [BoardNotices, CLOCK, DatabaseSignals, RequestLimits, UpcomingTimers],
})
export class PlatformModule implements OnApplicationShutdown {
  static with({ settings, database, eventLog, publicUrl, logger }: OrdersOptions): DynamicModule {
    const given = [
      { provide: SETTINGS, useValue: settings },
      { provide: Database, useValue: database },
      { provide: EVENT_LOG, useValue: eventLog },
      { provide: OwnUrl, useValue: publicUrl },
      { provide: LOGGER, useValue: logger },
    ];
    return { module: PlatformModule, providers: given, exports: given.map(({ provide }) => provide) };
  }

  constructor(
    private readonly database: Database,
    health: Health,
  ) {
    health.needsForReady('database', () => database.isReachable());
  }

  async onApplicationShutdown(): Promise<void> {
    await stopStep('the connections to the database', () => this.database.close());
  }
}
