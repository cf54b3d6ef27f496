import { Module } from '@nestjs/common';
import { AccountEmailsModule } from '../account-emails/index.ts';
import { OrdersClientModule } from '../orders-client/index.ts';
import { QueueModule } from '../queue/index.ts';
import { CollectPendingTasks } from './collect-pending-tasks.ts';
import { CustomerRecord } from './customer-record.ts';
import { EraseCustomerHandler } from './erase-customer.handler.ts';
import { ExportCustomerHandler } from './export-customer.handler.ts';
import { PendingTaskHandlers } from './pending-task-handlers.ts';
import { QueueAccountEmailHandler } from './queue-account-email.handler.ts';

/** What `orders` waits for beside messages about orders. */
@Module({
  imports: [AccountEmailsModule, OrdersClientModule, QueueModule],
  providers: [
    CollectPendingTasks,
    CustomerRecord,
    EraseCustomerHandler,
    ExportCustomerHandler,
    PendingTaskHandlers,
    QueueAccountEmailHandler,
  ],
})
export class PendingTasksModule {}
