import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { VerifiedToken } from '#libs/access-tokens';
import type { TokenCaller } from '#libs/contracts';
import { trackingTokenIn } from '#libs/order-model';
import { ProblemError, wrongToken } from '#libs/service-kit';
import type { KnownRequest } from '../../platform/index.ts';
import { EndedSessions } from '../sessions/ended-sessions.ts';
import { KeySet } from '../tokens/key-set.ts';
import { PassportJwt } from '../tokens/passport-jwt.ts';
import { TrackingLinks } from '../tokens/tracking-links.ts';

/**
 * Access tokens that were verified, by their text: a signature's check costs more than the rest of a small
 * request.
 */
const remembered = 10_000;

/** From a Bearer token to the caller behind it, access token or tracking token. */
@Injectable()
export class BearerTokens {
  readonly #verified = new LRUCache<string, VerifiedToken>({ max: remembered });

  constructor(
    private readonly jwt: PassportJwt,
    private readonly links: TrackingLinks,
    private readonly endedSessions: EndedSessions,
    keys: KeySet,
  ) {
    // What a key signed is believed no longer than the key itself.
    keys.onKeysGone(() => {
      this.#verified.clear();
    });
  }

  /** @throws ProblemError 401 where there is no token, or none that holds */
  async callerOf(request: KnownRequest): Promise<TokenCaller> {
    const [, token] = /^Bearer +(\S.*)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined)
      throw new ProblemError('unauthenticated', 'Send a token as "Authorization: Bearer …".');
    const link = trackingTokenIn(token);
    if (link !== null) return this.links.verify(link);
    const { account, sessionId } = this.#verified.get(token) ?? (await this.#verify(token));
    if (sessionId !== null && this.endedSessions.has(sessionId))
      throw wrongToken('This session was ended; log in again.');
    return account;
  }

  async #verify(token: string): Promise<VerifiedToken> {
    const verified = await this.jwt.verify(token);
    // Forgotten at the very moment it expires, so that what is remembered is never older than what would be
    // found anew.
    const ttl = verified.expiresAt - Date.now();
    if (ttl > 0) this.#verified.set(token, verified, { ttl });
    return verified;
  }
}
