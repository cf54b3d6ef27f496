import { Inject, Injectable } from '@nestjs/common';
import { type Caller, handshakeSchema, Scope, SocketNamespace } from '#libs/contracts';
import { trackingTokenIn } from '#libs/order-model';
import { ProblemError } from '#libs/service-kit';
import { GATEWAY_SETTINGS } from '../platform/index.ts';
import type { ClientSocket, Visitor } from '../sockets/index.ts';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';
import { EndedSessions } from './ended-sessions.ts';
import { mayUseAccessToken } from './origins.ts';
import { Visitors } from './visitors.ts';

/** Whether a token is good for a socket: in its handshake, and when it is renewed. */
@Injectable()
export class TokenAuthentication {
  constructor(
    private readonly visitors: Visitors,
    private readonly endedSessions: EndedSessions,
    @Inject(GATEWAY_SETTINGS) private readonly settings: Pick<TrackingGatewaySettings, 'TRUSTED_ORIGINS'>,
  ) {}

  /**
   * Who holds the token.
   * @param auth what the client sent, `{token}`
   * @throws ProblemError where the token is not good, or not for this namespace or this page
   * @throws OrdersUnavailableError where that cannot be told now
   */
  async authenticate(
    { handshake, nsp }: Pick<ClientSocket, 'handshake' | 'nsp'>,
    auth: unknown,
  ): Promise<Visitor> {
    const sent = handshakeSchema.safeParse(auth);
    if (!sent.success)
      throw new ProblemError('unauthenticated', 'Send "{token}", an access or a tracking token.');
    const { token } = sent.data;
    if (
      trackingTokenIn(token) === null &&
      !mayUseAccessToken(handshake.headers, this.settings.TRUSTED_ORIGINS)
    ) {
      throw new ProblemError(
        'forbidden',
        'Pages of this origin may not use access tokens here: name it in TRUSTED_ORIGINS.',
      );
    }
    const visitor = await this.visitors.recognise(token);
    await this.endedSessions.refuse(visitor);
    checkMayEnter(visitor.caller, nsp.name);
    return visitor;
  }
}

function checkMayEnter(caller: Caller, namespace: string): void {
  if (caller.kind === 'staff' && caller.must_change_password)
    throw new ProblemError(
      'password_change_required',
      'Set a password of your own first, then log in with it.',
    );
  if (!mayEnter(caller, namespace))
    throw new ProblemError(
      'forbidden',
      'The board is for staff, and for devices with the scope orders:read.',
    );
}

function mayEnter(caller: Caller, namespace: string): boolean {
  if (namespace === SocketNamespace.Tracking) return true;
  if (namespace !== SocketNamespace.Board) return false;
  return caller.kind === 'staff' || (caller.kind === 'device' && caller.scopes.includes(Scope.OrdersRead));
}
