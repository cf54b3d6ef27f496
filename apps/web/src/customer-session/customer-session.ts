import type { Problem, Session } from '#libs/contracts';
import { problemIn } from '#libs/tracker';
import { keptCustomer, type KeptSession, SESSION_KEY, withEnd } from './kept-customer.ts';

/** A token is renewed this long before it ends, so that no request is sent with one that ends on the way. */
const RENEW_BEFORE_MS = 60_000;
/** A network that swallows everything counts as none. */
const REQUEST_MS = 15_000;

/** Thrown when a session cannot be renewed and its owner must log in again. */
export class SessionOverError extends Error {
  override readonly name = 'SessionOverError';
}

/** `problem` is null where the server could not be reached, or what answered was not it. */
export type Answer<Body> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly problem: Problem | null };

/** No network, none that answers in time, a proxy's page instead of an answer, or nobody is logged in any more. */
const isUnreached = (error: unknown): boolean =>
  [TypeError, SyntaxError, DOMException, SessionOverError].some((kind) => error instanceof kind);

export const postAuth = (path: string, body: object): Promise<Response> =>
  fetch(`/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    cache: 'no-store',
    keepalive: true,
    signal: AbortSignal.timeout(REQUEST_MS),
  });

/** One tab at a time: a refresh token is good for one trade, and one that is spent twice ends the session. A page without a secure origin has no locks. */
const alone = <T>(action: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(SESSION_KEY, action) : action();

/** A customer who is logged in, in all tabs of this browser, until they log out. Fires `over` once it cannot be renewed. */
export class CustomerSession extends EventTarget {
  #kept: KeptSession;
  #handedOut = '';
  /** What is still on its way when it ends is not kept any more. */
  #isOver = false;
  #renewal: Promise<void> | null = null;

  private constructor(kept: KeptSession) {
    super();
    this.#kept = kept;
  }

  static begin(session: Session): CustomerSession {
    const kept = withEnd(session);
    keptCustomer.keepSession(kept);
    return new CustomerSession(kept);
  }

  static restore(): CustomerSession | null {
    const kept = keptCustomer.session();
    return kept && new CustomerSession(kept);
  }

  get user(): Session['user'] {
    return this.#kept.user;
  }

  /**
   * An access token that is still good. The same function for as long as the session lasts, so that trackers share their connection.
   * @param refused true when the last one was refused, so that it is renewed whatever its age
   * @throws SessionOverError, TypeError (no network), DOMException (no answer in time)
   */
  readonly token = async (refused = false): Promise<string> => {
    this.#adopt();
    const isSpent = refused && this.#kept.access_token === this.#handedOut;
    if (isSpent || Date.now() > this.#kept.ends_at - RENEW_BEFORE_MS) await (this.#renewal ??= this.#renew());
    return (this.#handedOut = this.#kept.access_token);
  };

  /** Asks, and makes a problem of whatever goes wrong; one that is refused as unauthenticated is asked again with a new token. */
  async ask<Body>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const type = body && { 'content-type': 'application/json' };
    const init = { method, headers: { ...headers, ...type }, ...(body && { body: JSON.stringify(body) }) };
    try {
      const first = await this.#send(path, init, await this.token());
      const response = first.status === 401 ? await this.#send(path, init, await this.token(true)) : first;
      const answer: unknown = await response.json();
      return response.ok ? { ok: true, body: answer as Body } : { ok: false, problem: problemIn(answer) };
    } catch (error) {
      if (isUnreached(error)) return { ok: false, problem: null };
      throw error;
    }
  }

  /** Ends it here, in the other tabs, and on the server. */
  end(): void {
    this.#isOver = true;
    keptCustomer.forget();
    void postAuth('logout', { refresh_token: this.#kept.refresh_token }).catch(() => undefined);
  }

  /** Another tab may have renewed it meanwhile. */
  #adopt(): void {
    const kept = keptCustomer.session();
    if (kept?.user.user_id === this.user.user_id && kept.refresh_token !== this.#kept.refresh_token)
      this.#kept = kept;
  }

  #send(
    path: string,
    init: { readonly headers: Readonly<Record<string, string>> } & RequestInit,
    token: string,
  ): Promise<Response> {
    return fetch(`/api/v1${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(REQUEST_MS),
    });
  }

  async #renew(): Promise<void> {
    try {
      const { refresh_token: spent } = this.#kept;
      await alone(() => this.#trade(spent));
    } finally {
      this.#renewal = null;
    }
  }

  /** @param spent the token to trade, which another tab may have traded while this one waited for its turn */
  async #trade(spent: string): Promise<void> {
    this.#adopt();
    if (this.#kept.refresh_token !== spent) return;
    const response = await postAuth('refresh', { refresh_token: spent });
    if (response.status === 401 || response.status === 403) throw this.#over();
    if (!response.ok) throw new TypeError('the session could not be renewed now');
    const next = (await response.json()) as Session;
    if (this.#isOver) throw new SessionOverError('the session has ended');
    this.#kept = withEnd(next);
    keptCustomer.keepSession(this.#kept);
  }

  #over(): SessionOverError {
    this.#isOver = true;
    keptCustomer.forget();
    this.dispatchEvent(new Event('over'));
    return new SessionOverError('the session has ended');
  }
}
