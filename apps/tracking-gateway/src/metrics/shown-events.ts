import { Inject, Injectable } from '@nestjs/common';
import type { OrderEvent } from '#libs/contracts';
import { type Logger, traceIdIn } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';
import { GatewayMetrics } from './gateway-metrics.ts';

/** Tells Prometheus and the log that an event was shown. */
@Injectable()
export class ShownEvents {
  constructor(
    private readonly metrics: GatewayMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param sockets how many looked on; a gateway hears of many events that nobody follows there */
  shown({ id, time, traceparent, data: { order_id, version } }: OrderEvent, sockets: number): void {
    this.metrics.arrived(time);
    const level = sockets > 0 ? 'info' : 'debug';
    if (this.logger.isLevelEnabled(level))
      this.logger[level](
        { trace_id: traceIdIn(traceparent), order_id, version, event_id: id, sockets },
        'a change was shown',
      );
  }
}
