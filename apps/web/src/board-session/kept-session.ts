import type { Session } from '#libs/contracts';

const KEPT_AS = 'passline:session';

/** `ends_at` by this machine's clock, in ms. */
export type KeptSession = Session & { readonly ends_at: number };

export const withEnd = (session: Session): KeptSession => ({
  ...session,
  ends_at: Date.now() + session.expires_in * 1_000,
});

/** What this tab remembers over a reload; null when nobody is logged in. */
export function keptSession(): KeptSession | null {
  const kept = sessionStorage.getItem(KEPT_AS);
  return kept === null ? null : (JSON.parse(kept) as KeptSession);
}

export function keepSession(session: KeptSession | null): void {
  if (session === null) sessionStorage.removeItem(KEPT_AS);
  else sessionStorage.setItem(KEPT_AS, JSON.stringify(session));
}
