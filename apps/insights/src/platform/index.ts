export { GatheredWork } from './gathered-work.ts';
export type { InsightsSettings } from '../insights.config.ts';
export {
  CONSUMER_HEALTH,
  LOGGER,
  ORDERS_ACCESS,
  type OrdersAccess,
  type PlatformOptions,
  SETTINGS,
} from './platform-options.ts';
export { PlatformModule } from './platform.module.ts';
export { restSince } from './rest.ts';
export { defaultTiming, TIMING, type Timing } from './timing.ts';
