import { Inject, Injectable } from '@nestjs/common';
import passport from 'passport';
import { ExtractJwt, Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { ZodError } from 'zod';
import { type Account, accessClaimsSchema, callerOf } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import type { KnownRequest } from './asking.decorator.ts';
import { KeySet } from './key-set.ts';

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
}
export const TOKEN_SETTINGS = Symbol('token settings');

export interface VerifiedToken {
  readonly account: Account;
  /** Null where the token names none. */
  readonly sessionId: string | null;
  /** In ms. */
  readonly expiresAt: number;
}

/** Access tokens by passport-jwt: ES256 alone, from our keys, for our audience, not expired, and meant for access. */
@Injectable()
export class PassportJwt {
  readonly #authenticate: (request: KnownRequest, done: (error: unknown, verified?: VerifiedToken | false) => void) => void;

  constructor(keys: KeySet, @Inject(TOKEN_SETTINGS) settings: TokenSettings) {
    const strategy = new Strategy(strategyOptions(keys, settings), (claims: unknown, done) => {
      done(null, verifiedToken(claims) ?? false);
    });
    const authenticator = new passport.Passport();
    authenticator.use('access', strategy);
    this.#authenticate = (request, done) => {
      const run = authenticator.authenticate('access', { session: false }, (error: unknown, verified?: VerifiedToken | false) => {
        done(error, verified);
      }) as (request: KnownRequest, response: unknown, next: (error: unknown) => void) => void;
      run(request, {}, done);
    };
  }

  /** @throws ProblemError 401 for a token that does not hold, whatever is wrong with it */
  verify(request: KnownRequest): Promise<VerifiedToken> {
    return new Promise((resolve, reject) => {
      this.#authenticate(request, (error, verified) => {
        if (error instanceof Error) reject(error);
        else if (verified) resolve(verified);
        else reject(new ProblemError('unauthenticated', 'This token is not valid, or no longer; log in again.'));
      });
    });
  }
}

function strategyOptions(keys: KeySet, { issuer, audience }: TokenSettings): StrategyOptionsWithoutRequest {
  return {
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    algorithms: ['ES256'],
    issuer,
    audience,
    secretOrKeyProvider: (_request, token: string, done) => {
      keys.publicPem(token).then((pem) => { done(null, pem); }, (error: unknown) => { done(error); });
    },
  };
}

/** Null where the claims are not ours, or do not fit together; the signature alone does not make them so. */
function verifiedToken(claims: unknown): VerifiedToken | null {
  try {
    const { sid, exp } = accessClaimsSchema.parse(claims);
    return { account: callerOf(claims), sessionId: sid ?? null, expiresAt: exp * 1_000 };
  } catch (error) {
    if (error instanceof ZodError) return null;
    throw error;
  }
}
