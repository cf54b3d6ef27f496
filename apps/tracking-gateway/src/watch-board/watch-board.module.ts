import { Module } from '@nestjs/common';
import { GatewayMetricsModule } from '../metrics/index.ts';
import { OrdersClientModule } from '../platform/index.ts';
import { SocketsModule } from '../sockets/index.ts';
import { BoardGateway } from './board.gateway.ts';
import { BoardNotices } from './board-notices.ts';
import { RestaurantRooms } from './restaurant-rooms.ts';

/** Staff see all orders of their restaurant. */
@Module({
  imports: [GatewayMetricsModule, OrdersClientModule, SocketsModule],
  providers: [BoardGateway, BoardNotices, RestaurantRooms],
  exports: [RestaurantRooms],
})
export class WatchBoardModule {}
