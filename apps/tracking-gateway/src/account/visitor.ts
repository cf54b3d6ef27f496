import type { Caller } from '#libs/contracts';

/** Who sits at the other end of a socket. `expiresAt` in ms since the epoch; null where the token lasts as long as the order is open. */
export interface Visitor {
  readonly caller: Caller;
  readonly token: string;
  readonly expiresAt: number | null;
}
