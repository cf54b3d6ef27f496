import { Inject, Injectable } from '@nestjs/common';
import {
  AccessTokenVerifier,
  InvalidTokenError,
  keySetPath,
  KeysUnavailableError,
  RemoteKeys,
  tokenIssuers,
} from '#libs/access-tokens';
import { OrdersUnavailableError } from '#libs/orders-client';
import { type OwnUrl, ProblemError } from '#libs/service-kit';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';
import { GATEWAY_SETTINGS, ORDERS_URL } from '../platform/index.ts';
import type { Visitor } from '../sockets/index.ts';

/** Access tokens of `orders`, and of the identity provider where one is trusted too. */
@Injectable()
export class AccessTokens {
  readonly #verifier: AccessTokenVerifier;

  constructor(
    @Inject(ORDERS_URL) ordersUrl: OwnUrl,
    @Inject(GATEWAY_SETTINGS) settings: TrackingGatewaySettings,
  ) {
    this.#verifier = new AccessTokenVerifier(
      new RemoteKeys(() => `${ordersUrl.value}${keySetPath}`),
      tokenIssuers(settings),
    );
  }

  /**
   * @throws ProblemError `unauthenticated` for a token that is forged, expired, or for another audience or
   * use
   * @throws OrdersUnavailableError where the public keys cannot be read now
   */
  async read(token: string): Promise<Visitor> {
    const { account, sessionId, expiresAt } = await this.#verifier.verify(token).catch(refuse);
    return { caller: account, token, sessionId, expiresAt };
  }
}

function refuse(error: unknown): never {
  if (error instanceof InvalidTokenError) throw new ProblemError('unauthenticated', error.message);
  if (!(error instanceof KeysUnavailableError)) throw error;
  throw new OrdersUnavailableError('the public keys cannot be read', { cause: error });
}
