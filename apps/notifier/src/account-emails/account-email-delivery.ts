import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/index.ts';
import { Delivery, SendResults } from '../queue/index.ts';
import { AccountEmailQueue } from './account-email-queue.ts';
import type { AccountEmail } from './account-email.entity.ts';

/** The last steps of mails about accounts, which cannot be looked up. */
@Injectable()
export class AccountEmailDelivery extends Delivery<AccountEmail> {
  constructor(queue: AccountEmailQueue, results: SendResults, @Inject(CLOCK) now: Clock) {
    super(queue, results, now, 0);
  }
}
