import { Module } from '@nestjs/common';
import { FollowOrderModule } from '../follow-order/index.ts';
import { GatewayMetricsModule } from '../metrics/index.ts';
import { OrdersClientModule } from '../platform/index.ts';
import { SnapshotsModule } from '../snapshots/index.ts';
import { WatchBoardModule } from '../watch-board/index.ts';
import { BroadcastChangeConsumer } from './broadcast-change.consumer.ts';
import { BroadcastChangeHandler } from './broadcast-change.handler.ts';
import { OrderLookup } from './order-lookup.ts';
import { OrderLanes } from './order-lanes.ts';

/** Every order event reaches the screens that it concerns. */
@Module({
  imports: [FollowOrderModule, GatewayMetricsModule, OrdersClientModule, SnapshotsModule, WatchBoardModule],
  controllers: [BroadcastChangeConsumer],
  providers: [BroadcastChangeHandler, OrderLookup, OrderLanes],
})
export class BroadcastChangeModule {}
