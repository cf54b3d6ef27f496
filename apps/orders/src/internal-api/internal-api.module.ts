import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { OrderingModule } from '../ordering/index.ts';
import { AccountEmailHandler } from './account-email.handler.ts';
import { InternalApiController } from './internal-api.controller.ts';
import { InternalApiHandler } from './internal-api.handler.ts';
import { PendingTasksController } from './pending-tasks.controller.ts';
import { PendingTasksHandler } from './pending-tasks.handler.ts';
import { PreviousReleaseController } from './previous-release.controller.ts';

/** What the gateway and the notifier ask. */
@Module({
  imports: [IdentityModule, OrderingModule],
  controllers: [InternalApiController, PendingTasksController, PreviousReleaseController],
  providers: [AccountEmailHandler, InternalApiHandler, PendingTasksHandler],
})
export class InternalApiModule {}
