import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, TIMING, type Timing } from '../platform/index.ts';
import { Delivery } from './delivery.ts';
import { NotificationQueue } from './notification-queue.ts';
import type { Notification } from './notification.entity.ts';
import { SendResults } from './send-results.ts';

/** The last steps of messages about orders. */
@Injectable()
export class NotificationDelivery extends Delivery<Notification> {
  constructor(
    queue: NotificationQueue,
    results: SendResults,
    @Inject(CLOCK) now: Clock,
    @Inject(TIMING) timing: Timing,
  ) {
    super(queue, results, now, timing.lookUpAfterMs);
  }
}
