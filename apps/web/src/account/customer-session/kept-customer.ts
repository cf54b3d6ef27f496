import { browserStorage } from '#libs/tracker';
import type { KeptSession } from '../session/session-end.ts';

const SESSION = 'customer-session';
const ORDERS = 'customer-orders';
/** The last known state of each order that a tracker of this browser has shown. */
const FOLLOWED = 'order:';

/** The name under which the browser tells other tabs that the session has changed. */
export const SESSION_KEY = `passline:${SESSION}`;

/** What this browser remembers of a customer over a reload, one for all its tabs. */
export const keptCustomer = {
  session: (): KeptSession | null => browserStorage.read(SESSION) as KeptSession | null,
  keepSession: (session: KeptSession): void => browserStorage.write(SESSION, session),
  orders: (): unknown => browserStorage.read(ORDERS),
  keepOrders: (orders: unknown): void => browserStorage.write(ORDERS, orders),
  /** Nothing is left for whoever uses this browser next. */
  forget: (): void => {
    for (const name of [
      SESSION,
      ORDERS,
      ...browserStorage.namesUnder(FOLLOWED).map((orderId) => FOLLOWED + orderId),
    ])
      browserStorage.remove(name);
  },
};
