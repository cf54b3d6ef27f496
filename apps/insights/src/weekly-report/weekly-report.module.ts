import { Module } from '@nestjs/common';
import { LearnTimesModule } from '../learn-times/index.ts';
import { ReportFiguresModule } from '../report-figures/index.ts';
import { WeeklyReportHandler } from './weekly-report.handler.ts';
import { WeeklyReportWorker } from './weekly-report.worker.ts';

/** Each Monday the admins get the week. */
@Module({
  imports: [LearnTimesModule, ReportFiguresModule],
  providers: [WeeklyReportHandler, WeeklyReportWorker],
})
export class WeeklyReportModule {}
