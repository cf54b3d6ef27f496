import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule, MetricsModule } from '#libs/service-kit';
import { BroadcastChangeModule } from './broadcast-change/index.ts';
import { FollowOrderModule } from './follow-order/index.ts';
import { HandshakeModule } from './handshake/index.ts';
import { PlatformModule, type TrackingGatewayOptions } from './platform/index.ts';
import { WatchBoardModule } from './watch-board/index.ts';

/**
 * The gateway beside whatever else the process runs. Provide `EVENT_LOG_HEALTH` globally and use the
 * `SocketAdapter`.
 */
@Module({})
export class TrackingGatewayModule {
  static with(options: TrackingGatewayOptions): DynamicModule {
    return {
      module: TrackingGatewayModule,
      imports: [
        HealthModule,
        MetricsModule,
        PlatformModule.with(options),
        HandshakeModule,
        FollowOrderModule,
        WatchBoardModule,
        BroadcastChangeModule,
      ],
    };
  }
}
