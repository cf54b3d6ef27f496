import { Inject, Injectable } from '@nestjs/common';
import type { HealthCheck } from '#libs/service-kit';
import { CONSUMER_HEALTH } from '../platform/index.ts';
import { StaleOrders } from './stale-orders.ts';

/** What has waited for longer, in ms, is stuck: usually it is some seconds, and minutes after a rush. */
const longestWait = 300_000;

/** Whether events come in, and are worked out. */
@Injectable()
export class KeepingUp {
  constructor(
    private readonly stale: StaleOrders,
    @Inject(CONSUMER_HEALTH) private readonly consumerHealthy: HealthCheck,
  ) {}

  /** @throws where the database cannot be asked */
  async holds(): Promise<boolean> {
    return (await this.consumerHealthy()) && (await this.stale.longestWait()) < longestWait;
  }
}
