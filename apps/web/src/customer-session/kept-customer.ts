import type { Session } from '#libs/contracts';
import { browserStorage } from '#libs/tracker';

const SESSION = 'customer-session';
const ORDERS = 'customer-orders';
/** The last known state of each order that a tracker of this browser has shown. */
const FOLLOWED = 'order:';

/** The name under which the browser tells other tabs that the session has changed. */
export const SESSION_KEY = `passline:${SESSION}`;

/** `ends_at` by this machine's clock, in ms: when the access token ends. */
export type KeptSession = Session & { readonly ends_at: number };

export const withEnd = (session: Session): KeptSession => ({
  ...session,
  ends_at: Date.now() + session.expires_in * 1_000,
});

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
