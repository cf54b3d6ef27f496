import type { Problem, Session } from '#libs/contracts';
import { problemIn } from '#libs/tracker';

const KEPT_AS = 'passline:session';
/** A token is renewed this long before it ends, so that no request is sent with one that ends on the way. */
const RENEW_BEFORE_MS = 60_000;

type Kept = Session & { readonly ends_at: number };

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

const post = (path: string, body: object): Promise<Response> =>
  fetch(`/api/v1/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Who works at this board, for as long as the tab is open. */
export class BoardSession {
  #kept: Kept;
  #renewal: Promise<void> | null = null;

  private constructor(kept: Kept) {
    this.#kept = kept;
  }

  /** @throws LoginRefusedError */
  static async login(username: string, password: string): Promise<BoardSession> {
    const response = await post('login', { username, password }).catch(() => null);
    if (!response?.ok) throw new LoginRefusedError(response && problemIn(await response.json().catch(() => null)));
    const session = new BoardSession(withEnd((await response.json()) as Session));
    session.#keep();
    return session;
  }

  static restore(): BoardSession | null {
    const kept = sessionStorage.getItem(KEPT_AS);
    return kept === null ? null : new BoardSession(JSON.parse(kept) as Kept);
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

  /** A request with the session's token; one that is refused as unauthenticated is sent again with a new token. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#send(path, init, await this.token());
    return response.status === 401 ? this.#send(path, init, await this.token(true)) : response;
  }

  end(): void {
    sessionStorage.removeItem(KEPT_AS);
    void post('logout', { refresh_token: this.#kept.refresh_token }).catch(() => undefined);
  }

  #send(path: string, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(`/api/v1${path}`, { ...init, headers, cache: 'no-store' });
  }

  async #renew(): Promise<void> {
    try {
      const response = await post('refresh', { refresh_token: this.#kept.refresh_token });
      if (response.status === 401 || response.status === 403) throw new SessionOverError('the session has ended');
      if (!response.ok) throw new TypeError('the session could not be renewed now');
      this.#kept = withEnd((await response.json()) as Session);
      this.#keep();
    } finally {
      this.#renewal = null;
    }
  }

  #keep(): void {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(this.#kept));
  }
}

const withEnd = (session: Session): Kept => ({ ...session, ends_at: Date.now() + session.expires_in * 1_000 });
