import { browserStorage } from '#libs/tracker';

const KEY = 'home-screen';

interface OnHomeScreen {
  /** The link that the icon opens; empty once its order is over. */
  readonly token: string;
}

/**
 * What the icon on the home screen opens. A link is a key to an order, so none is kept before its customer
 * has asked for the icon; from then on it is always the one followed last.
 */
export const homeLink = {
  token: (): string | null => (browserStorage.read(KEY) as OnHomeScreen | null)?.token || null,
  put: (token: string): void => browserStorage.write(KEY, { token } satisfies OnHomeScreen),
  /** Another order is followed now. */
  follow: (token: string): void => {
    if (browserStorage.read(KEY) !== null) homeLink.put(token);
  },
  /** The order is over; the icon stays. */
  clear: (): void => {
    if (browserStorage.read(KEY) !== null) homeLink.put('');
  },
};
