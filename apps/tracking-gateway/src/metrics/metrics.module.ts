import { Module } from '@nestjs/common';
import { GatewayMetrics } from './gateway-metrics.ts';
import { LimitHits } from './limit-hits.ts';
import { ShownEvents } from './shown-events.ts';

/** What the gateway does, for Prometheus, the log and the audit. */
@Module({
  providers: [GatewayMetrics, LimitHits, ShownEvents],
  exports: [GatewayMetrics, LimitHits, ShownEvents],
})
export class GatewayMetricsModule {}
