import type { Credentials, HealthCheck, Logger, OwnUrl } from '#libs/service-kit';
import type { NotifierSettings } from '../notifier.config.ts';
import type { Clock } from './clock.ts';
import type { Timing } from './timing.ts';

/** Where `orders` is asked, and how the notifier is known to it. */
export interface OrdersAccess {
  readonly ordersUrl: OwnUrl;
  readonly credentials: Credentials;
}

export interface PlatformOptions extends OrdersAccess {
  readonly settings: NotifierSettings;
  readonly logger: Logger;
  /** Keep messages in a mailbox of files where no provider is set up. */
  readonly mailbox: boolean;
  /** Whether the order events flow; asked for readiness. */
  readonly consumerHealthy?: HealthCheck;
  readonly timing?: Partial<Timing>;
  readonly now?: Clock;
}

export const SETTINGS = Symbol('settings of the notifier');
export const ORDERS_ACCESS = Symbol('access of the notifier to orders');
export const LOGGER = Symbol('logger of the notifier');
export const CONSUMER_HEALTH = Symbol('health of the consumer of order events');
