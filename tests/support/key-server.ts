import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';

const now = (): number => Math.floor(Date.now() / 1_000);

interface Pair {
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  readonly jwk: JWK;
}

/** An identity provider as far as we know of it: it publishes keys, and signs what a test likes. */
export class KeyServer {
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  /** While true, it answers 503. */
  away = false;
  readonly audience = 'passline-api';
  readonly #pairs: Pair[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.asked.push(request.url ?? '');
    if (this.away) response.writeHead(503).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: this.#pairs.map(({ jwk }) => jwk) }));
  });

  static async open(): Promise<KeyServer> {
    const server = new KeyServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    await server.newKey();
    return server;
  }

  get issuer(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/`;
  }

  get settings(): Readonly<Record<string, string>> {
    return { JWT_ISSUER: this.issuer, JWT_AUDIENCE: this.audience, JWT_JWKS_URL: `${this.issuer}keys` };
  }

  /** Rotates its keys: the new one signs from now on, the old one is shown no longer where it is `stolen`. */
  async newKey(alg = 'ES256', stolen = false): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    const jwk = {
      ...(await exportJWK(publicKey)),
      kid: `key-${String(this.#pairs.length + 1)}`,
      alg,
      use: 'sig',
    };
    if (stolen) this.#pairs.length = 0;
    this.#pairs.push({ privateKey, jwk });
  }

  /** An access token for an hour, unless the claims say otherwise. */
  async token(claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const pair = this.#pairs.at(-1);
    if (pair === undefined) throw new Error('open the server first');
    const all = {
      iss: this.issuer,
      aud: this.audience,
      sub: 'auth0|42',
      use: 'access',
      iat: now(),
      exp: now() + 3_600,
      ...claims,
    };
    return new SignJWT(all)
      .setProtectedHeader({ alg: pair.jwk.alg ?? '', kid: pair.jwk.kid ?? '', ...header })
      .sign(pair.privateKey);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
