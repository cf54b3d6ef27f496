import { Inject, Injectable } from '@nestjs/common';
import {
  AccessTokenVerifier,
  InvalidTokenError,
  KeysUnavailableError,
  type TokenIssuers,
  type VerifiedToken,
} from '#libs/access-tokens';
import { ProblemError, wrongToken } from '#libs/service-kit';
import { KeySet } from './key-set.ts';

export const TOKEN_SETTINGS = Symbol('token settings');

/** Access tokens by passport-jwt, checked with the keys of this database, and refused in the API's words. */
@Injectable()
export class PassportJwt {
  readonly #verifier: AccessTokenVerifier;

  constructor(keys: KeySet, @Inject(TOKEN_SETTINGS) issuers: TokenIssuers) {
    this.#verifier = new AccessTokenVerifier(keys, issuers);
  }

  /**
   * @throws ProblemError 401 for a token that does not hold, with what is wrong with it; 503 where the
   * provider's keys cannot be read
   */
  verify(token: string): Promise<VerifiedToken> {
    return this.#verifier.verify(token).catch(refuse);
  }
}

function refuse(error: unknown): never {
  if (error instanceof InvalidTokenError) throw wrongToken(error.message);
  if (!(error instanceof KeysUnavailableError)) throw error;
  throw new ProblemError(
    'unavailable',
    'The keys of the identity provider cannot be read right now; try again.',
    {},
    1,
  );
}
