import type { Session } from '#libs/contracts';
import { problemIn } from '#libs/tracker';
import { CustomerSession, logOut, postAuth } from './customer-session.ts';

/** Why nobody was let in; `seconds` to wait. */
export type Refusal =
  | { readonly kind: 'wrong' | 'staff' | 'unreachable' | 'unavailable' }
  | { readonly kind: 'tooMany'; readonly seconds: number };

const DEFAULT_WAIT_S = 60;

/** @returns the session, or why there is none */
export async function logIn(username: string, password: string): Promise<CustomerSession | Refusal> {
  const response = await postAuth('login', { username, password }).catch(() => null);
  if (response === null) return { kind: 'unreachable' };
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return welcome(answer as Session);
  if (response.status === 429)
    return { kind: 'tooMany', seconds: Number(response.headers.get('retry-after') ?? DEFAULT_WAIT_S) };
  const problem = problemIn(answer);
  if (problem === null) return { kind: 'unreachable' };
  return {
    kind: problem.code === 'unauthenticated' || problem.code === 'invalid_request' ? 'wrong' : 'unavailable',
  };
}

/** Who works at a restaurant has a place of their own; the session that they did not want is ended. */
function welcome(session: Session): CustomerSession | Refusal {
  if (session.user.role === 'customer') return CustomerSession.begin(session);
  logOut(session);
  return { kind: 'staff' };
}
