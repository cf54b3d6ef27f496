import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Caller } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import type { KnownRequest } from './asking.decorator.ts';
import { EndedSessions } from './ended-sessions.ts';
import { KeySet } from './key-set.ts';
import { PassportJwt, type VerifiedToken } from './passport-jwt.ts';
import { looksLikeTrackingToken, TrackingLinks } from './tracking-links.ts';

/** Access tokens that were verified, by their text: a signature's check costs more than the rest of a small request. */
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
  async callerOf(request: KnownRequest): Promise<Caller> {
    const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined)
      throw new ProblemError('unauthenticated', 'Send a token as "Authorization: Bearer …".');
    if (looksLikeTrackingToken(token)) return this.links.verify(token);
    const { account, sessionId } = this.#verified.get(token) ?? (await this.#verify(token, request));
    if (sessionId !== null && this.endedSessions.has(sessionId))
      throw new ProblemError('unauthenticated', 'This session was ended; log in again.');
    return account;
  }

  async #verify(token: string, request: KnownRequest): Promise<VerifiedToken> {
    const verified = await this.jwt.verify(token, request);
    // Forgotten at the very moment it expires, so that what is remembered is never older than what would be found anew.
    const ttl = verified.expiresAt - Date.now();
    if (ttl > 0) this.#verified.set(token, verified, { ttl });
    return verified;
  }
}
