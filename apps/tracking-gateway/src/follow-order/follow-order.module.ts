import { Module } from '@nestjs/common';
import { EventFeedModule } from '../event-feed/index.ts';
import { GatewayMetricsModule } from '../metrics/index.ts';
import { SnapshotsModule } from '../snapshots/index.ts';
import { SocketsModule } from '../sockets/index.ts';
import { FollowOrderHandler } from './follow-order.handler.ts';
import { FollowerLimit } from './follower-limit.ts';
import { OrderRooms } from './order-rooms.ts';
import { TrackingGateway } from './tracking.gateway.ts';

/** Customers, guests and staff follow single orders. */
@Module({
  imports: [EventFeedModule, GatewayMetricsModule, SnapshotsModule, SocketsModule],
  providers: [FollowerLimit, FollowOrderHandler, OrderRooms, TrackingGateway],
  exports: [OrderRooms],
})
export class FollowOrderModule {}
