export { clock } from './clock.ts';
export { BatchLoader } from './batch-loader.ts';
export {
  GATEWAY_SETTINGS,
  LOGGER,
  ORDERS_URL,
  RATE_LIMITS,
  type TrackingGatewayOptions,
} from './gateway-options.ts';
export { OrdersClientModule } from './orders-client.module.ts';
export { PlatformModule } from './platform.module.ts';
