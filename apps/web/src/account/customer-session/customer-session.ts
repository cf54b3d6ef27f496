import type { RequestHeaders, Session } from '#libs/contracts';
import { problemIn, serverClock } from '#libs/tracker';
import { type Answer, isUnreached, REQUEST_MS, SessionOverError } from '../session/answer.ts';
import { isTokenRefused } from '../session/refused-token.ts';
import { isEndingSoon, type KeptSession, withEnd } from '../session/session-end.ts';
import { keptCustomer, SESSION_KEY } from './kept-customer.ts';

export const postAuth = (path: string, body: object): Promise<Response> =>
  fetch(`/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    cache: 'no-store',
    keepalive: true,
    signal: AbortSignal.timeout(REQUEST_MS),
  });

/** Ends a session on the server, sooner or later. */
export const logOut = ({ refresh_token }: Pick<Session, 'refresh_token'>): void =>
  void postAuth('logout', { refresh_token }).catch(() => undefined);

/**
 * One tab at a time: a refresh token is good for one trade, and one that is spent twice ends the session. A
 * page without a secure origin has no locks.
 */
const alone = <T>(action: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(SESSION_KEY, action) : action();

/**
 * A customer who is logged in, in all tabs of this browser, until they log out. Fires `over` once it cannot
 * be renewed.
 */
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
   * An access token that is still good. The same function for as long as the session lasts, so that trackers
   * share their connection.
   * @param refused true when the last one was refused, so that it is renewed whatever its age
   * @throws SessionOverError, TypeError (no network), DOMException (no answer in time)
   */
  readonly token = async (refused = false): Promise<string> => {
    this.#adopt();
    const isSpent = refused && this.#kept.access_token === this.#handedOut;
    if (isSpent || isEndingSoon(this.#kept)) await (this.#renewal ??= this.#renew());
    return (this.#handedOut = this.#kept.access_token);
  };

  /**
   * Asks, and makes a problem of whatever goes wrong; where the token is refused, asks again with a new one.
   */
  async ask<Body>(
    method: string,
    path: string,
    body?: object,
    headers: RequestHeaders = {},
  ): Promise<Answer<Body>> {
    const type = body && { 'content-type': 'application/json' };
    const init = { method, headers: { ...headers, ...type }, ...(body && { body: JSON.stringify(body) }) };
    try {
      const first = await this.#send(path, init, await this.token());
      const response = isTokenRefused(first) ? await this.#send(path, init, await this.token(true)) : first;
      const answer: unknown = await response.json();
      return response.ok ? { ok: true, body: answer as Body } : { ok: false, problem: problemIn(answer) };
    } catch (error) {
      if (isUnreached(error)) return { ok: false, problem: null };
      throw error;
    }
  }

  /** The account has another name. */
  renamed(name: string): void {
    // Over the tokens that another tab may have traded meanwhile: those that are spent end the session.
    this.#adopt();
    if (!this.#isOver) this.#keep({ ...this.#kept, user: { ...this.user, name } });
  }

  /**
   * Goes on with other tokens of the same customer, as after another password. Those that come after it has
   * ended are ended too.
   */
  replace(session: Session): void {
    if (this.#isOver) logOut(session);
    else this.#keep(withEnd(session));
  }

  /** Ends it here, in the other tabs, and on the server. */
  end(): void {
    this.#isOver = true;
    keptCustomer.forget();
    logOut(this.#kept);
  }

  /** Another tab has ended it, or someone else has logged in there. */
  endedElsewhere(): void {
    this.#isOver = true;
  }

  #keep(session: KeptSession): void {
    this.#kept = session;
    keptCustomer.keepSession(session);
  }

  /** Another tab may have renewed it meanwhile. */
  #adopt(): void {
    const kept = keptCustomer.session();
    if (kept?.user.user_id === this.user.user_id && kept.refresh_token !== this.#kept.refresh_token)
      this.#kept = kept;
  }

  async #send(
    path: string,
    init: { readonly headers: Readonly<Record<string, string>> } & RequestInit,
    token: string,
  ): Promise<Response> {
    const response = await fetch(`/api/v1${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    serverClock.hear(response.headers.get('date'));
    return response;
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
    if (response.status === 401 || response.status === 403) {
      // What is refused is the one before, where another password has brought others meanwhile.
      this.#adopt();
      if (this.#kept.refresh_token !== spent) return;
      throw this.#over();
    }
    if (!response.ok) throw new TypeError('the session could not be renewed now');
    const next = (await response.json()) as Session;
    this.replace(next);
    if (this.#isOver) throw new SessionOverError('the session has ended');
  }

  #over(): SessionOverError {
    if (!this.#isOver) {
      this.#isOver = true;
      keptCustomer.forget();
      this.dispatchEvent(new Event('over'));
    }
    return new SessionOverError('the session has ended');
  }
}
