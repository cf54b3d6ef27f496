import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { restaurantRoomName } from '../order-room/restaurant-room.ts';
import { boardNamespace } from '../socket/client-socket.ts';
import type { ClientSocket } from '../socket/client-socket.ts';

/** `/board`: staff see all orders of their restaurant from the connection on, and ask for nothing. */
@WebSocketGateway({ namespace: boardNamespace })
export class BoardGateway implements OnGatewayConnection<ClientSocket> {
  handleConnection(socket: ClientSocket): void {
    const { restaurant_id } = socket.data.visitor.caller;
    if (restaurant_id !== null) void socket.join(restaurantRoomName(restaurant_id));
  }
}
