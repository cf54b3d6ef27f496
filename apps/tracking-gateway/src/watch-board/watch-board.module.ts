import { Module } from '@nestjs/common';
import { GatewayMetricsModule } from '../metrics/index.ts';
import { SocketsModule } from '../sockets/index.ts';
import { BoardGateway } from './board.gateway.ts';
import { RestaurantRooms } from './restaurant-rooms.ts';

/** Staff see all orders of their restaurant. */
@Module({
  imports: [GatewayMetricsModule, SocketsModule],
  providers: [BoardGateway, RestaurantRooms],
  exports: [RestaurantRooms],
})
export class WatchBoardModule {}
