import { Module } from '@nestjs/common';
import { GatewayMetricsModule } from '../metrics/index.ts';
import { AnnounceStop } from './announce-stop.ts';
import { CutSlowSockets } from './cut-slow-sockets.ts';
import { MessageQueue } from './message-queue.ts';
import { Namespaces } from './namespaces.ts';
import { Refusals } from './refusals.ts';
import { SocketGauge } from './socket-gauge.ts';

/** The open sockets: what is sent on them, what comes in, and their end where they do not read. */
@Module({
  imports: [GatewayMetricsModule],
  providers: [AnnounceStop, CutSlowSockets, MessageQueue, Namespaces, Refusals, SocketGauge],
  exports: [MessageQueue, Namespaces, Refusals],
})
export class SocketsModule {}
