import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { OrderingModule } from '../ordering/index.ts';
import { AccountEmailHandler } from './account-email.handler.ts';
import { BoardNoticesController } from './board-notices.controller.ts';
import { BoardNoticesHandler } from './board-notices.handler.ts';
import { FeedbackController } from './feedback.controller.ts';
import { FeedbackHandler } from './feedback.handler.ts';
import { InsightsController } from './insights.controller.ts';
import { InsightsHandler } from './insights.handler.ts';
import { InternalApiController } from './internal-api.controller.ts';
import { InternalApiHandler } from './internal-api.handler.ts';
import { PendingTasksController } from './pending-tasks.controller.ts';
import { PendingTasksHandler } from './pending-tasks.handler.ts';
import { PreviousReleaseController } from './previous-release.controller.ts';
import { WeeklyReportsController } from './weekly-reports.controller.ts';
import { WeeklyReportsHandler } from './weekly-reports.handler.ts';

/** What the other services ask. */
@Module({
  imports: [IdentityModule, OrderingModule],
  controllers: [
    BoardNoticesController,
    FeedbackController,
    InsightsController,
    InternalApiController,
    PendingTasksController,
    PreviousReleaseController,
    WeeklyReportsController,
  ],
  providers: [
    AccountEmailHandler,
    BoardNoticesHandler,
    FeedbackHandler,
    InsightsHandler,
    InternalApiHandler,
    PendingTasksHandler,
    WeeklyReportsHandler,
  ],
})
export class InternalApiModule {}
