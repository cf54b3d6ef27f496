import { Inject, Injectable } from '@nestjs/common';
import { decodeProtectedHeader } from 'jose';
import passport from 'passport';
import { ExtractJwt, Strategy, type StrategyOptionsWithRequest } from 'passport-jwt';
import { ZodError } from 'zod';
import { type Account, accessClaimsSchema, callerOf } from '#libs/contracts';
import {
  accountOfProvider,
  KeysUnavailableError,
  ProblemError,
  type ProviderTerms,
  RemoteKeys,
  tokenAlgorithms,
  type TokenTerms,
} from '#libs/service-kit';
import type { KnownRequest } from './asking.decorator.ts';
import { KeySet } from './key-set.ts';

export interface TokenSettings {
  readonly own: TokenTerms;
  readonly provider: ProviderTerms | null;
}
export const TOKEN_SETTINGS = Symbol('token settings');

export interface VerifiedToken {
  readonly account: Account;
  /** Null where the token names none. */
  readonly sessionId: string | null;
  /** In ms. */
  readonly expiresAt: number;
}

type Header = ReturnType<typeof decodeProtectedHeader>;

/** The key that a token is to be checked with, and whose it is. */
interface Chosen {
  readonly whose: 'own' | 'provider';
  readonly pem: string;
  readonly header: Header;
}

type Verified = (error: unknown, verified?: VerifiedToken | false) => void;

/**
 * Access tokens by passport-jwt: signed by a key of ours or of the identity provider, for our audience, not expired, and meant for access. Which key it
 * is says its name, looked for in those two sets alone; a key, or an address of one, that a token brings along is not so much as looked at.
 */
@Injectable()
export class PassportJwt {
  readonly #chosen = new WeakMap<KnownRequest, Chosen>();
  readonly #authenticator = new passport.Passport();
  readonly #providersKeys: RemoteKeys | null;

  constructor(
    private readonly keys: KeySet,
    @Inject(TOKEN_SETTINGS) { own, provider }: TokenSettings,
  ) {
    this.#trust('own', own, ['ES256'], readOwn);
    if (provider) this.#trust('provider', provider, [...tokenAlgorithms], readProviders);
    this.#providersKeys = provider && new RemoteKeys(() => provider.keysUrl);
  }

  /** @throws ProblemError 401 for a token that does not hold, whatever is wrong with it; 503 where the provider's keys cannot be read */
  async verify(token: string, request: KnownRequest): Promise<VerifiedToken> {
    const chosen = await this.#choose(headerOf(token));
    if (chosen === null) throw refused();
    this.#chosen.set(request, chosen);
    return this.#authenticate(chosen.whose, request);
  }

  async #choose(header: Header | null): Promise<Chosen | null> {
    if (header === null) return null;
    const own = this.keys.publicPem(header.kid);
    if (own !== undefined) return { whose: 'own', pem: own, header };
    const theirs = await this.#providersKeys?.find(header.kid).catch(refuseForNow);
    if (!theirs) return null;
    if (theirs.algorithm !== header.alg) return null;
    return { whose: 'provider', pem: theirs.key.export({ type: 'spki', format: 'pem' }).toString(), header };
  }

  #trust(
    whose: Chosen['whose'],
    { issuer, audience }: TokenTerms,
    algorithms: Algorithms,
    read: (claims: unknown, header: Header) => VerifiedToken,
  ): void {
    const chosenFor = (request: KnownRequest): Chosen => {
      const chosen = this.#chosen.get(request);
      if (chosen === undefined) throw new Error('a token is checked once its key is chosen');
      return chosen;
    };
    const strategy = new Strategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        secretOrKeyProvider: (request: unknown, _token: unknown, done) => {
          done(null, chosenFor(request as KnownRequest).pem);
        },
        algorithms,
        issuer,
        audience,
        passReqToCallback: true,
      },
      (request: unknown, claims: unknown, done: Verified) => {
        done(
          null,
          unlessMalformed(() => read(claims, chosenFor(request as KnownRequest).header)),
        );
      },
    );
    this.#authenticator.use(whose, strategy);
  }

  #authenticate(whose: Chosen['whose'], request: KnownRequest): Promise<VerifiedToken> {
    return new Promise((resolve, reject) => {
      const settle: Verified = (error, verified) => {
        if (error instanceof Error) reject(error);
        else if (verified) resolve(verified);
        else reject(refused());
      };
      const run = this.#authenticator.authenticate(whose, { session: false }, settle) as (
        request: KnownRequest,
        response: unknown,
        next: (error: unknown) => void,
      ) => void;
      run(request, {}, settle);
    });
  }
}

type Algorithms = NonNullable<StrategyOptionsWithRequest['algorithms']>;

const readOwn = (claims: unknown): VerifiedToken => {
  const { sid, exp } = accessClaimsSchema.parse(claims);
  return { account: callerOf(claims), sessionId: sid ?? null, expiresAt: exp * 1_000 };
};

const readProviders = (claims: unknown, header: Header): VerifiedToken => ({
  ...accountOfProvider(claims, header),
  sessionId: null,
});

/** Null for what is no token, or has something in its header that must be understood and is not. */
function headerOf(token: string): Header | null {
  try {
    const header = decodeProtectedHeader(token);
    return 'crit' in header ? null : header;
  } catch {
    return null;
  }
}

/** False where the claims do not fit together; the signature alone does not make them so. */
function unlessMalformed(read: () => VerifiedToken): VerifiedToken | false {
  try {
    return read();
  } catch (error) {
    if (error instanceof ZodError) return false;
    throw error;
  }
}

const refused = (): ProblemError =>
  new ProblemError('unauthenticated', 'This token is not valid, or no longer; log in again.');

function refuseForNow(error: unknown): never {
  if (!(error instanceof KeysUnavailableError)) throw error;
  throw new ProblemError(
    'unavailable',
    'The keys of the identity provider cannot be read right now; try again.',
    {},
    1,
  );
}
