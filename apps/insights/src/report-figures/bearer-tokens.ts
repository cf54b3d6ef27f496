import { Inject, Injectable } from '@nestjs/common';
import {
  AccessTokenVerifier,
  InvalidTokenError,
  keySetPath,
  KeysUnavailableError,
  RemoteKeys,
  tokenIssuers,
} from '#libs/access-tokens';
import type { TokenAccount, TokenCaller } from '#libs/contracts';
import { KnownEndedSessions } from '#libs/ended-sessions';
import { trackingTokenIn } from '#libs/order-model';
import { OrdersClient, OrdersUnavailableError } from '#libs/orders-client';
import { ProblemError, wrongToken } from '#libs/service-kit';
import { type InsightsSettings, ORDERS_ACCESS, type OrdersAccess, SETTINGS } from '../platform/index.ts';

/** How long ago it may have been asked which sessions have ended, in ms: half of the second there is. */
const sessionsFresh = 500;

/** Whom a Bearer token speaks for, by the keys of `orders`. Nothing is asked while nobody comes. */
@Injectable()
export class BearerTokens {
  readonly #verifier: AccessTokenVerifier;
  readonly #endedSessions: KnownEndedSessions;

  constructor(
    @Inject(ORDERS_ACCESS) { ordersUrl }: OrdersAccess,
    @Inject(SETTINGS) settings: InsightsSettings,
    private readonly orders: OrdersClient,
  ) {
    const keys = new RemoteKeys(() => `${ordersUrl.value}${keySetPath}`);
    this.#verifier = new AccessTokenVerifier(keys, tokenIssuers(settings));
    this.#endedSessions = new KnownEndedSessions(orders);
  }

  /** @throws ProblemError 401 where there is no token that holds, 503 where that cannot be told now */
  async callerOf(authorization: string | undefined): Promise<TokenCaller> {
    const [, token] = /^Bearer +(\S.*)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined)
      throw new ProblemError('unauthenticated', 'Send a token as "Authorization: Bearer …".');
    const link = trackingTokenIn(token);
    return (link === null ? this.#account(token) : this.#guest(link)).catch(refuse);
  }

  async #account(token: string): Promise<TokenAccount> {
    const { account, sessionId } = await this.#verifier.verify(token);
    if (sessionId === null) return account;
    if (this.#endedSessions.age > sessionsFresh) await this.#endedSessions.look({ seconds: 0 });
    this.#endedSessions.refuse(sessionId);
    return account;
  }

  async #guest(link: string): Promise<TokenCaller> {
    const [guest] = await this.orders.guests([link]);
    if (!guest) throw wrongToken('This tracking link does not hold, or no longer.');
    return { kind: 'guest', order_id: guest.order_id, restaurant_id: guest.restaurant_id };
  }
}

function refuse(error: unknown): never {
  if (error instanceof InvalidTokenError) throw wrongToken(error.message);
  if (error instanceof OrdersUnavailableError || error instanceof KeysUnavailableError)
    throw new ProblemError('unavailable', 'It cannot be told now who you are. Try again.', {}, 1);
  throw error;
}
