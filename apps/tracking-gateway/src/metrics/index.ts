export { GatewayMetrics } from './gateway-metrics.ts';
export { LimitHits } from './limit-hits.ts';
export { GatewayMetricsModule } from './metrics.module.ts';
export { ShownEvents } from './shown-events.ts';
