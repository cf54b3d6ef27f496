export { CLOCK, type Clock } from './clock.ts';
export {
  CONSUMER_HEALTH,
  LOGGER,
  ORDERS_ACCESS,
  type OrdersAccess,
  type PlatformOptions,
  SETTINGS,
} from './platform-options.ts';
export { PlatformModule } from './platform.module.ts';
export { TIMING, type Timing } from './timing.ts';
