import type { EventLog } from '#libs/messaging';
import type { Logger, OwnUrl } from '#libs/service-kit';
import type { OrdersSettings } from '../orders.config.ts';
import type { Database } from './database/database.ts';

/** What `orders` is given by whoever runs it. Each part is injected by its class, or by its token below. */
export interface OrdersOptions {
  readonly settings: OrdersSettings;
  readonly database: Database;
  readonly eventLog: EventLog;
  /** `PUBLIC_URL`, or where the service listens. */
  readonly publicUrl: OwnUrl;
  readonly logger: Logger;
}

export const SETTINGS = Symbol('settings');
export const EVENT_LOG = Symbol('event log');
export const LOGGER = Symbol('logger');
