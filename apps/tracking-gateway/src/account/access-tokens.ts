import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { ZodError } from 'zod';
import { accessClaimsSchema, callerOf } from '#libs/contracts';
import {
  accountOfProvider,
  KeysUnavailableError,
  OrdersUnavailableError,
  type OwnUrl,
  ProblemError,
  type PublicKey,
  RemoteKeys,
  termsOf,
  type TokenTerms,
} from '#libs/service-kit';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';
import type { Visitor } from './visitor.ts';

type Header = ReturnType<typeof decodeProtectedHeader>;
type Facts = Omit<Visitor, 'token'>;

/** A set of keys, and what is believed of tokens that they signed. */
interface Signer {
  readonly keys: RemoteKeys;
  readonly terms: TokenTerms;
  readonly read: (claims: JWTPayload, header: Header) => Facts;
}

/** Access tokens of `orders`, and of the identity provider where one is trusted too. The name of a key says whose it is; no other key is ever asked for. */
export class AccessTokens {
  readonly #signers: readonly Signer[];

  constructor(ordersUrl: OwnUrl, settings: TrackingGatewaySettings) {
    const { own, provider } = termsOf(settings);
    const ours = {
      keys: new RemoteKeys(() => `${ordersUrl.value}/.well-known/jwks.json`),
      terms: own,
      read: factsOfOwn,
    };
    this.#signers = provider
      ? [ours, { keys: new RemoteKeys(() => provider.keysUrl), terms: provider, read: factsOfProvider }]
      : [ours];
  }

  /**
   * @throws ProblemError `unauthenticated` for a token that is forged, expired, or for another audience or use
   * @throws OrdersUnavailableError where the public keys cannot be read now
   */
  async read(token: string): Promise<Visitor> {
    try {
      const kid = keyNameOf(token);
      for (const signer of this.#signers) {
        const key = await signer.keys.find(kid);
        if (key) return { token, ...(await factsOf(token, key, signer)) };
      }
    } catch (error) {
      if (error instanceof KeysUnavailableError)
        throw new OrdersUnavailableError('the public keys cannot be read', { cause: error });
      if (!(error instanceof ZodError || error instanceof errors.JOSEError)) throw error;
    }
    throw new ProblemError('unauthenticated', 'Log in again: the access token is not valid, or has expired.');
  }
}

async function factsOf(
  token: string,
  { key, algorithm }: PublicKey,
  { terms: { issuer, audience }, read }: Signer,
): Promise<Facts> {
  const { payload, protectedHeader } = await jwtVerify(token, key, {
    issuer,
    audience,
    algorithms: [algorithm],
  });
  return read(payload, protectedHeader);
}

function factsOfOwn(claims: JWTPayload): Facts {
  const { exp, sid = null } = accessClaimsSchema.parse(claims);
  return { caller: callerOf(claims), sessionId: sid, expiresAt: exp * 1_000 };
}

function factsOfProvider(claims: JWTPayload, header: Header): Facts {
  const { account, expiresAt } = accountOfProvider(claims, header);
  return { caller: account, sessionId: null, expiresAt };
}

function keyNameOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}
