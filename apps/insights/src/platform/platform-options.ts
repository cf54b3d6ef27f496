import type { Credentials, HealthCheck, Logger, OwnUrl } from '#libs/service-kit';
import type { InsightsSettings } from '../insights.config.ts';
import type { Timing } from './timing.ts';

/** Where `orders` is told what was learned, and how insights is known to it. */
export interface OrdersAccess {
  readonly ordersUrl: OwnUrl;
  readonly credentials: Credentials;
}

export interface PlatformOptions extends OrdersAccess {
  readonly settings: InsightsSettings;
  readonly logger: Logger;
  /** Whether the order events flow; asked for readiness. */
  readonly consumerHealthy?: HealthCheck;
  readonly timing?: Partial<Timing>;
}

export const ORDERS_ACCESS = Symbol('access of insights to orders');
export const SETTINGS = Symbol('settings of insights');
export const LOGGER = Symbol('logger of insights');
export const CONSUMER_HEALTH = Symbol('health of the consumer of order events');
