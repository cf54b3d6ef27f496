import { Module } from '@nestjs/common';
import { OrdersClientModule } from '../orders-client/index.ts';
import { QueueModule, QueueWorkers } from '../queue/index.ts';
import { AccountEmailDelivery } from './account-email-delivery.ts';
import { AccountEmailQueue } from './account-email-queue.ts';
import { SendAccountEmailHandler } from './send-account-email.handler.ts';

/** Mails about accounts leave, in a lane of their own. */
@Module({
  imports: [OrdersClientModule, QueueModule],
  providers: [AccountEmailDelivery, AccountEmailQueue, SendAccountEmailHandler],
  exports: [AccountEmailQueue],
})
export class AccountEmailsModule {
  constructor(queue: AccountEmailQueue, workers: QueueWorkers, sendAccountEmail: SendAccountEmailHandler) {
    workers.add({
      lane: 'account_emails',
      due: queue.due,
      handle: (email) => sendAccountEmail.handle(email),
    });
  }
}
