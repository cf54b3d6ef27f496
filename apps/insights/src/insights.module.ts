import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule, MetricsModule } from '#libs/service-kit';
import { type Database, DatabaseModule } from './database/index.ts';
import { LearnTimesModule } from './learn-times/index.ts';
import { PlatformModule, type PlatformOptions } from './platform/index.ts';
import { RecordStagesModule } from './record-stages/index.ts';
import { ReportFiguresModule } from './report-figures/index.ts';
import { RetentionModule } from './retention/index.ts';
import { WeeklyReportModule } from './weekly-report/index.ts';

export interface InsightsOptions extends PlatformOptions {
  /** Connected; the module closes it when it stops. */
  readonly database: Database;
}

/** How long orders took, for a process of its own or one together with other services. */
@Module({
  imports: [
    HealthModule,
    MetricsModule,
    RecordStagesModule,
    LearnTimesModule,
    ReportFiguresModule,
    RetentionModule,
    WeeklyReportModule,
  ],
})
export class InsightsModule {
  static with({ database, ...options }: InsightsOptions): DynamicModule {
    return {
      module: InsightsModule,
      imports: [PlatformModule.with(options), DatabaseModule.with(database)],
    };
  }
}
