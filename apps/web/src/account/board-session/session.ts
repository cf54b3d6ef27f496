import type { Problem, ProblemCode, RequestHeaders, Session } from '#libs/contracts';
import { problemIn, serverClock } from '#libs/tracker';
import { type Answer, isUnreached, REQUEST_MS, SessionOverError } from '../session/answer.ts';
import { isTokenRefused } from '../session/refused-token.ts';
import {
  isEndingSoon,
  isExpired,
  type KeptSession,
  type SessionEnding,
  withEnd,
} from '../session/session-end.ts';
import { keepSession, keptSession } from './kept-session.ts';

/** Thrown when the server refuses a log-in; `problem` is null when it could not be reached. */
export class LoginRefusedError extends Error {
  override readonly name = 'LoginRefusedError';

  constructor(readonly problem: Problem | null) {
    super(problem?.detail ?? 'The server cannot be reached');
  }
}

const post = (path: string, body: object): Promise<Response> =>
  fetch(`/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const logOut = ({ refresh_token }: Pick<Session, 'refresh_token'>): void =>
  void post('logout', { refresh_token }).catch(() => undefined);

/**
 * Who works at this board, for as long as the tab is open. Fires `over` once it cannot be renewed, with how
 * it ended, and `password-required` where the account still has its one-time password.
 */
export class BoardSession extends EventTarget {
  readonly clock = serverClock;
  #kept: KeptSession;
  /** What is still on its way when it ends is not kept any more. */
  #isOver = false;
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
    if (refused || isEndingSoon(this.#kept)) await (this.#renewal ??= this.#renew());
    return this.#kept.access_token;
  }

  /**
   * A request with the session's token; where the token is refused, it is sent again with a new one.
   * @throws SessionOverError, TypeError (no network), DOMException (no answer in time)
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#send(path, init, await this.token());
    return isTokenRefused(response) ? this.#send(path, init, await this.token(true)) : response;
  }

  /** Asks, and makes a problem of whatever goes wrong. A session that is over fires `over` besides. */
  async ask<Body>(
    method: string,
    path: string,
    body?: object,
    headers: RequestHeaders = {},
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
    this.#goOnWith(answer.body);
    return 'changed';
  }

  end(): void {
    this.#isOver = true;
    keepSession(null);
    logOut(this.#kept);
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
      if (response.status === 401 || response.status === 403)
        throw this.#end(problemIn(await response.json().catch(() => null)));
      if (!response.ok) throw new TypeError('the session could not be renewed now');
      this.#goOnWith((await response.json()) as Session);
      if (this.#isOver) throw new SessionOverError('the session has ended');
    } finally {
      this.#renewal = null;
    }
  }

  /** Tokens that come after it has ended are ended too. */
  #goOnWith(session: Session): void {
    if (this.#isOver) {
      logOut(session);
      return;
    }
    this.#kept = withEnd(session);
    keepSession(this.#kept);
  }

  #end(problem: Problem | null = null): SessionOverError {
    if (!this.#isOver) {
      this.#isOver = true;
      keepSession(null);
      const ending: SessionEnding = isExpired(this.#kept) ? 'expired' : (problem?.ended_because ?? 'ended');
      this.dispatchEvent(new CustomEvent('over', { detail: { ending } }));
    }
    return new SessionOverError('the session has ended');
  }
}
