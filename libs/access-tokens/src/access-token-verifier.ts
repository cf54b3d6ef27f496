import { decodeProtectedHeader } from 'jose';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import { ZodError } from 'zod';
import { accessClaimsSchema, callerOf, type TokenAccount } from '#libs/contracts';
import { flaws, invalidToken, InvalidTokenError } from './invalid-token.ts';
import { accountOfProvider } from './provider-account.ts';
import { type PublicKey, type PublicKeys, tokenAlgorithms } from './public-keys.ts';
import { RemoteKeys } from './remote-keys.ts';
import type { TokenIssuer, TokenIssuers } from './token-issuers.ts';

export { InvalidTokenError } from './invalid-token.ts';

/** What a token says that was found good. */
export interface VerifiedToken {
  readonly account: TokenAccount;
  /** Null where the token names none; a provider's session is not ours to end. */
  readonly sessionId: string | null;
  /** In ms. */
  readonly expiresAt: number;
}

type Header = ReturnType<typeof decodeProtectedHeader>;
type ReadClaims = (claims: unknown, header: Header) => VerifiedToken;

/** A token on its way through Passport, in place of a request, with the key that its header names. */
interface KeyedToken {
  readonly token: string;
  readonly header: Header;
  readonly key: PublicKey;
}

type Verified = (error: unknown, verified?: VerifiedToken | false, why?: unknown) => void;

/**
 * Access tokens by passport-jwt: signed by a key of ours or of the identity provider, for our audience, not
 * expired, and meant for access. Which key it is says its name, looked for in those two sets alone; a key, or
 * an address of one, that a token brings along is not so much as looked at.
 */
export class AccessTokenVerifier {
  readonly #authenticator = new passport.Passport();
  /** In the order in which a key's name is looked for. */
  readonly #keys = new Map<keyof TokenIssuers, PublicKeys>();

  constructor(ownKeys: PublicKeys, { own, provider }: TokenIssuers) {
    this.#trust('own', ownKeys, own, readOwn);
    if (provider) this.#trust('provider', new RemoteKeys(() => provider.keysUrl), provider, readProviders);
  }

  /**
   * @throws InvalidTokenError
   * @throws KeysUnavailableError where it cannot be told now
   */
  async verify(token: string): Promise<VerifiedToken> {
    const header = headerOf(token);
    for (const [whose, keys] of this.#keys) {
      const key = await keys.find(header.kid);
      if (key) return this.#authenticate(whose, { token, header, key });
    }
    throw new InvalidTokenError(flaws.unknownKey);
  }

  #trust(
    whose: keyof TokenIssuers,
    keys: PublicKeys,
    { issuer, audience }: TokenIssuer,
    read: ReadClaims,
  ): void {
    this.#keys.set(whose, keys);
    const strategy = new Strategy(
      {
        jwtFromRequest: ({ token }: KeyedToken) => token,
        secretOrKeyProvider: ({ key }: KeyedToken, _token: unknown, done) => {
          done(null, key.pem);
        },
        algorithms: [...tokenAlgorithms],
        issuer,
        audience,
        passReqToCallback: true,
      },
      ({ header }: KeyedToken, claims: unknown, done: Verified) => {
        const verified = unlessMalformed(() => read(claims, header));
        if (verified instanceof InvalidTokenError) done(null, false, verified);
        else done(null, verified);
      },
    );
    this.#authenticator.use(whose, strategy);
  }

  async #authenticate(whose: keyof TokenIssuers, keyed: KeyedToken): Promise<VerifiedToken> {
    if (keyed.key.algorithm !== keyed.header.alg) throw new InvalidTokenError(flaws.algorithm);
    return new Promise((resolve, reject) => {
      const settle: Verified = (error, verified, why) => {
        if (error instanceof Error) reject(error);
        else if (verified) resolve(verified);
        else reject(invalidToken(why));
      };
      const run = this.#authenticator.authenticate(whose, { session: false }, settle) as (
        request: KeyedToken,
        response: unknown,
        next: (error: unknown) => void,
      ) => void;
      run({ ...keyed }, {}, settle);
    });
  }
}

const readOwn = (claims: unknown): VerifiedToken => {
  const { sid, exp } = accessClaimsSchema.parse(claims);
  return { account: callerOf(claims), sessionId: sid ?? null, expiresAt: exp * 1_000 };
};

const readProviders: ReadClaims = (claims, header) => ({
  ...accountOfProvider(claims, header),
  sessionId: null,
});

/**
 * @throws InvalidTokenError for what is no token, or has something in its header that must be understood and
 * is not
 */
function headerOf(token: string): Header {
  const header = decoded(token);
  if (header === null) throw new InvalidTokenError(flaws.malformed);
  if ('crit' in header) throw new InvalidTokenError(flaws.critical);
  return header;
}

function decoded(token: string): Header | null {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

/** What is wrong where the claims do not fit together; the signature alone does not make them so. */
function unlessMalformed(read: () => VerifiedToken): VerifiedToken | InvalidTokenError {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    return new InvalidTokenError(isOfAnotherUse(error) ? flaws.use : flaws.claims);
  }
}

const isOfAnotherUse = ({ issues }: ZodError): boolean => issues.some(({ path }) => path[0] === 'use');
