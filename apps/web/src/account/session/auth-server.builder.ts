import type { Session } from '#libs/contracts';

type Answer = Response | Promise<Response>;

/** A session as the server begins one; `n` tells its tokens from those of others. */
export const sessionOf = (n: number, name = 'Mara'): Session => ({
  access_token: `access ${String(n)}`,
  token_type: 'Bearer',
  expires_in: 900,
  refresh_token: `refresh ${String(n)}`,
  user: { user_id: 'mara', role: 'customer', restaurant_id: null, name },
});

export const answered = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

const problem = { type: 'urn:x', title: 'No', status: 401, detail: 'No', code: 'unauthenticated' };
/** As the API refuses a token that ended, and a password that is wrong. */
export const tokenRefused = (): Response =>
  answered(401, problem, {
    'www-authenticate': 'Bearer error="invalid_token", error_description="This token has expired"',
  });
export const passwordRefused = (): Response => answered(401, problem, { 'www-authenticate': 'Bearer' });

/** The API and the storages of a browser, as a session meets them. */
export class AuthServer {
  /** Every request, as `POST auth/logout refresh 1`. */
  readonly heard: string[] = [];
  readonly local = new MapStorage();
  readonly session = new MapStorage();
  #put: readonly string[] = [];

  /** @param answers by path below `/api/v1/` */
  constructor(readonly answers: Record<string, (token: string) => Answer>) {}

  install(): void {
    const fakes = { fetch: this.#fetch, localStorage: this.local, sessionStorage: this.session };
    for (const [name, value] of Object.entries(fakes))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    this.#put = Object.keys(fakes);
  }

  remove(): void {
    for (const name of this.#put) if (name !== 'fetch') Reflect.deleteProperty(globalThis, name);
    globalThis.fetch = realFetch;
  }

  readonly #fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const path = url.replace('/api/v1/', '');
    const { refresh_token = '' } = JSON.parse((init.body as string | undefined) ?? '{}') as Partial<Session>;
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? refresh_token;
    this.heard.push(`${init.method ?? 'GET'} ${path} ${token}`);
    return (this.answers[path] ?? (() => answered(200, {})))(token);
  };
}

const realFetch = globalThis.fetch;

class MapStorage {
  readonly #kept = new Map<string, string>();
  getItem = (name: string): string | null => this.#kept.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.#kept.set(name, value);
  removeItem = (name: string): void => void this.#kept.delete(name);
}
