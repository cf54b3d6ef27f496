export { EVENT_LOG_HEALTH, type EventLogHealth } from './event-feed/event-feed.ts';
export { SocketAdapter } from './greet-client/socket.adapter.ts';
export {
  type TrackingGatewayServiceSettings,
  trackingGatewayServiceSettingsSchema,
  type TrackingGatewaySettings,
  trackingGatewaySettingsSchema,
} from './tracking-gateway.config.ts';
export { TrackingGatewayModule, type TrackingGatewayParts } from './tracking-gateway.module.ts';
