import type { Caller } from '#libs/contracts';

/**
 * Who sits at the other end of a socket. `expiresAt` in ms since the epoch; null where the token lasts as
 * long as the order is open. `sessionId` tells what ends together with the token; null where an identity
 * provider's token names no session of ours.
 */
export interface Visitor {
  readonly caller: Caller;
  readonly token: string;
  readonly sessionId: string | null;
  readonly expiresAt: number | null;
}
