import { Inject, Injectable } from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import { currentTrace } from '#libs/service-kit';
import { AccountEmailQueue } from '../account-emails/index.ts';
import { CLOCK, type Clock } from '../platform/index.ts';
import { QueueWorkers } from '../queue/index.ts';

/** Takes over a mail about an account: it is safe in the queue before `orders` forgets that it waits. */
@Injectable()
export class QueueAccountEmailHandler {
  constructor(
    private readonly orders: OrdersClient,
    private readonly queue: AccountEmailQueue,
    private readonly workers: QueueWorkers,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async handle(id: string): Promise<void> {
    await this.queue.add(id, currentTrace() ?? null);
    this.workers.expectWorkAt(this.now());
    await this.orders.tasksTaken({ account_emails: [id] });
  }
}
