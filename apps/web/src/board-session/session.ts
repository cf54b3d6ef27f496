import type { Problem, ProblemCode, Session } from '#libs/contracts';
import { problemIn } from '#libs/tracker';
import { ServerClock } from './server-clock.ts';
import { keepSession, type KeptSession, keptSession, withEnd } from './kept-session.ts';

/** A token is renewed this long before it ends, so that no request is sent with one that ends on the way. */
const RENEW_BEFORE_MS = 60_000;
/** A network that swallows everything counts as none. */
const REQUEST_MS = 15_000;

/** Thrown when the server refuses a log-in; `problem` is null when it could not be reached. */
export class LoginRefusedError extends Error {
  override readonly name = 'LoginRefusedError';

  constructor(readonly problem: Problem | null) {
    super(problem?.detail ?? 'The server cannot be reached');
  }
}

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

const post = (path: string, body: object): Promise<Response> =>
  fetch(`/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/**
 * Who works at this board, for as long as the tab is open. Fires `over` once it cannot be renewed, and `password-required` where the
 * account still has its one-time password.
 */
export class BoardSession extends EventTarget {
  readonly clock = new ServerClock();
  #kept: KeptSession;
  #renewal: Promise<void> | null = null;

  private constructor(kept: KeptSession) {
    super();
    this.#kept = kept;
  }

  /** @throws LoginRefusedError */
  static async login(username: string, password: string): Promise<BoardSession> {
    const response = await post('login', { username, password }).catch(() => null);
    if (!response?.ok)
      throw new LoginRefusedError(response && problemIn(await response.json().catch(() => null)));
    const session = new BoardSession(withEnd((await response.json()) as Session));
    keepSession(session.#kept);
    return session;
  }

  static restore(): BoardSession | null {
    const kept = keptSession();
    return kept && new BoardSession(kept);
  }

  get user(): Session['user'] {
    return this.#kept.user;
  }

  /**
   * An access token that is still good.
   * @param refused true when the last one was refused, so that it is renewed whatever its age
   * @throws SessionOverError
   */
  async token(refused = false): Promise<string> {
    if (refused || Date.now() > this.#kept.ends_at - RENEW_BEFORE_MS) await (this.#renewal ??= this.#renew());
    return this.#kept.access_token;
  }

  /** A request with the session's token; one that is refused as unauthenticated is sent again with a new token. @throws SessionOverError, TypeError (no network), DOMException (no answer in time) */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#send(path, init, await this.token());
    return response.status === 401 ? this.#send(path, init, await this.token(true)) : response;
  }

  /** Asks, and makes a problem of whatever goes wrong. A session that is over fires `over` besides. */
  async ask<Body>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const type = body && { 'content-type': 'application/json' };
    try {
      const response = await this.fetch(path, {
        method,
        headers: { ...headers, ...type },
        ...(body && { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      return response.ok
        ? { ok: true, body: answer as Body }
        : { ok: false, problem: this.#heard(problemIn(answer)) };
    } catch (error) {
      if (isUnreached(error)) return { ok: false, problem: null };
      throw error;
    }
  }

  /** Trades the password for another one; the session goes on with new tokens. */
  async changePassword(oldPassword: string, newPassword: string): Promise<Problem | null | 'changed'> {
    const answer = await this.ask<Session>('POST', '/auth/password', {
      old_password: oldPassword,
      new_password: newPassword,
    });
    if (!answer.ok) return answer.problem;
    this.#kept = withEnd(answer.body);
    keepSession(this.#kept);
    return 'changed';
  }

  end(): void {
    keepSession(null);
    void post('logout', { refresh_token: this.#kept.refresh_token }).catch(() => undefined);
  }

  /** Something else than a request was refused for good, such as the socket. */
  refused(code: ProblemCode): void {
    if (code === 'password_change_required') this.dispatchEvent(new Event('password-required'));
    else this.#end();
  }

  #heard(problem: Problem | null): Problem | null {
    if (problem?.code === 'password_change_required') this.refused(problem.code);
    return problem;
  }

  async #send(path: string, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(`/api/v1${path}`, {
      ...init,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    this.clock.hear(response.headers.get('date'));
    return response;
  }

  async #renew(): Promise<void> {
    try {
      const response = await post('refresh', { refresh_token: this.#kept.refresh_token });
      if (response.status === 401 || response.status === 403) throw this.#end();
      if (!response.ok) throw new TypeError('the session could not be renewed now');
      this.#kept = withEnd((await response.json()) as Session);
      keepSession(this.#kept);
    } finally {
      this.#renewal = null;
    }
  }

  #end(): SessionOverError {
    keepSession(null);
    this.dispatchEvent(new Event('over'));
    return new SessionOverError('the session has ended');
  }
}
