import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { loggedMessage } from './logged-message.ts';
import { NotificationMetrics } from './notification-metrics.ts';
import type { Channel } from './notification.entity.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/** Nobody need look at these: they are at a good end, or tried again by themselves. */
const usual: ReadonlySet<string> = new Set(['sent', 'found', 'dropped', 'opted_out', 'later', 'absent']);

/** Counts what came of each try or look-up, and writes a line for it. Whom it was for stands in none. */
@Injectable()
export class SendResults {
  constructor(
    private readonly metrics: NotificationMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  record(message: QueuedMessage, channel: Channel, result: string): void {
    this.metrics.count(channel, result);
    const facts = { ...loggedMessage(message), channel, result };
    if (usual.has(result)) this.logger.info(facts, 'a message was worked on');
    else this.logger.warn(facts, 'a message was given up, or may not have arrived; see npm run dead-letters');
  }
}
