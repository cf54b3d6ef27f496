import { Module } from '@nestjs/common';
import { EventFeedModule } from '../event-feed/index.ts';
import { GatewayMetricsModule } from '../metrics/index.ts';
import { OrdersClientModule } from '../platform/index.ts';
import { SocketsModule } from '../sockets/index.ts';
import { AccessTokens } from './access-tokens.ts';
import { ConnectionAdmission } from './connection-admission.ts';
import { EndedSessions } from './ended-sessions.ts';
import { HandshakeAuthentication } from './handshake-authentication.ts';
import { PacketLimit } from './packet-limit.ts';
import { SocketExpiry } from './socket-expiry.ts';
import { TokenAuthentication } from './token-authentication.ts';
import { TokenRenewal } from './token-renewal.ts';
import { TrackingLinks } from './tracking-links.ts';
import { Visitors } from './visitors.ts';

/** Who is let in, with which token, and for how long. */
@Module({
  imports: [EventFeedModule, GatewayMetricsModule, OrdersClientModule, SocketsModule],
  providers: [
    AccessTokens,
    ConnectionAdmission,
    EndedSessions,
    HandshakeAuthentication,
    PacketLimit,
    SocketExpiry,
    TokenAuthentication,
    TokenRenewal,
    TrackingLinks,
    Visitors,
  ],
})
export class HandshakeModule {}
