import type { Logger, OwnUrl } from '#libs/service-kit';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';

/** What the gateway is given by whoever runs it. */
export interface TrackingGatewayOptions {
  readonly settings: TrackingGatewaySettings;
  /** Where `orders` answers. */
  readonly ordersUrl: OwnUrl;
  readonly logger: Logger;
}

/** `TrackingGatewaySettings`. */
export const GATEWAY_SETTINGS = Symbol('passline.gateway.settings');
/** `RateLimits` of the settings; null where there are none. */
export const RATE_LIMITS = Symbol('passline.gateway.rate-limits');
/** `OwnUrl` at which `orders` answers. */
export const ORDERS_URL = Symbol('passline.gateway.orders-url');
/** The `Logger` of the process. */
export const LOGGER = Symbol('passline.gateway.logger');
