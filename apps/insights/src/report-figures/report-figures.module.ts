import { Module } from '@nestjs/common';
import { LearnTimesModule } from '../learn-times/index.ts';
import { RecordStagesModule } from '../record-stages/index.ts';
import { BearerTokens } from './bearer-tokens.ts';
import { Calendars } from './calendars.ts';
import { CallerLimits } from './caller-limits.ts';
import { DayCounts } from './day-counts.ts';
import { FeedbackPull } from './feedback-pull.ts';
import { FiguresUpkeep } from './figures-upkeep.ts';
import { Figures } from './figures.ts';
import { FiguresController } from './figures.controller.ts';
import { ReportFiguresHandler } from './report-figures.handler.ts';

/** What a restaurant's days come to, for those who run it. */
@Module({
  imports: [LearnTimesModule, RecordStagesModule],
  controllers: [FiguresController],
  providers: [
    BearerTokens,
    Calendars,
    CallerLimits,
    DayCounts,
    FeedbackPull,
    Figures,
    FiguresUpkeep,
    ReportFiguresHandler,
  ],
  exports: [Calendars, Figures, ReportFiguresHandler],
})
export class ReportFiguresModule {}
