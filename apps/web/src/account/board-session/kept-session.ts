import type { KeptSession } from '../session/session-end.ts';

const KEPT_AS = 'passline:session';

/** What this tab remembers over a reload; null when nobody is logged in. */
export function keptSession(): KeptSession | null {
  const kept = sessionStorage.getItem(KEPT_AS);
  return kept === null ? null : (JSON.parse(kept) as KeptSession);
}

export function keepSession(session: KeptSession | null): void {
  if (session === null) sessionStorage.removeItem(KEPT_AS);
  else sessionStorage.setItem(KEPT_AS, JSON.stringify(session));
}
