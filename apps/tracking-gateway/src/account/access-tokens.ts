import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyOptions, type RemoteJWKSetOptions } from 'jose';
import { ZodError } from 'zod';
import { accessClaimsSchema, callerOf } from '#libs/contracts';
import { OrdersUnavailableError, type OwnUrl, ProblemError } from '#libs/service-kit';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';
import type { Visitor } from './visitor.ts';

type Verify = (token: string) => Promise<JWTPayload>;

/** The issuer and the audience of the tokens that `orders` signs. */
const ours = 'passline';
const keySetOptions: RemoteJWKSetOptions = { timeoutDuration: 5_000, cooldownDuration: 5_000 };
/** jose's words for a key set that could not be read, as against a token that is no good. */
const keySetCodes: ReadonlySet<string> = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

/** Access tokens of `orders`, and of the identity provider where one is trusted too. */
export class AccessTokens {
  readonly #verifiers: readonly Verify[];

  constructor(ordersUrl: OwnUrl, { JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL }: TrackingGatewaySettings) {
    const own = verifier(() => `${ordersUrl.value}/.well-known/jwks.json`, { issuer: [ours, JWT_ISSUER], audience: [ours, JWT_AUDIENCE] });
    const foreign = JWT_JWKS_URL === undefined ? [] : [verifier(() => JWT_JWKS_URL, { issuer: JWT_ISSUER, audience: JWT_AUDIENCE })];
    this.#verifiers = [own, ...foreign];
  }

  /**
   * @throws ProblemError `unauthenticated` for a token that is forged, expired, or for another audience or use
   * @throws OrdersUnavailableError where the public keys cannot be read now
   */
  async read(token: string): Promise<Visitor> {
    const outcomes = await Promise.allSettled(this.#verifiers.map(async (verify) => visitorOf(token, await verify(token))));
    const good = outcomes.find((outcome) => outcome.status === 'fulfilled');
    if (good) return good.value;
    const causes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    const keysAway = causes.find((cause) => !isRefusal(cause));
    if (keysAway !== undefined) throw new OrdersUnavailableError('the public keys cannot be read', { cause: keysAway });
    throw new ProblemError('unauthenticated', 'Log in again: the access token is not valid, or has expired.');
  }
}

/** The key set is made at the first token, since in one process its address is known only once the service listens. */
function verifier(keySetUrl: () => string, named: Pick<JWTVerifyOptions, 'issuer' | 'audience'>): Verify {
  let keySet: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token) => {
    keySet ??= createRemoteJWKSet(new URL(keySetUrl()), keySetOptions);
    const { payload } = await jwtVerify(token, keySet, { ...named, algorithms: ['ES256'] });
    return payload;
  };
}

function visitorOf(token: string, claims: JWTPayload): Visitor {
  const { exp, sid = null } = accessClaimsSchema.parse(claims);
  return { caller: callerOf(claims), token, sessionId: sid, expiresAt: exp * 1_000 };
}

function isRefusal(cause: unknown): boolean {
  return cause instanceof ZodError || (cause instanceof errors.JOSEError && !keySetCodes.has(cause.code));
}
