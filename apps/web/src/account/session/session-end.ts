import type { Session, SessionEnd } from '#libs/contracts';

/** A token is renewed this long before it ends, so that no request is sent with one that ends on the way. */
const RENEW_BEFORE_MS = 60_000;

/** `ends_at` by this machine's clock, in ms: when the access token ends. */
export type KeptSession = Session & { readonly ends_at: number };

export const withEnd = (session: Session): KeptSession => ({
  ...session,
  ends_at: Date.now() + session.expires_in * 1_000,
});

/** A log-in that was not renewed for so long is not renewed any more, in ms. */
const LIFE_MS = 30 * 24 * 3_600_000;

/** By itself, since nobody used it; or as the server says; or by someone, where it does not. */
export type SessionEnding = 'expired' | SessionEnd | 'ended';

export const isExpired = ({ ends_at, expires_in }: KeptSession): boolean =>
  Date.now() > ends_at - expires_in * 1_000 + LIFE_MS;

export const isEndingSoon = ({ ends_at }: KeptSession): boolean => Date.now() > ends_at - RENEW_BEFORE_MS;
