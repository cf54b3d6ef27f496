export { EVENT_LOG_HEALTH, type EventLogHealth } from './event-feed/index.ts';
export { SocketAdapter } from './handshake/index.ts';
export type { TrackingGatewayOptions } from './platform/index.ts';
export {
  type TrackingGatewayServiceSettings,
  trackingGatewayServiceSettingsSchema,
  type TrackingGatewaySettings,
  trackingGatewaySettingsSchema,
} from './tracking-gateway.config.ts';
export { TrackingGatewayModule } from './tracking-gateway.module.ts';
