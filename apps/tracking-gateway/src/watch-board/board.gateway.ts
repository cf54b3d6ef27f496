import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { SocketNamespace } from '#libs/contracts';
import type { ClientSocket } from '../sockets/index.ts';
import { restaurantRoomName } from './restaurant-rooms.ts';

/** `/board`: staff see all orders of their restaurant from the connection on, and ask for nothing. */
@WebSocketGateway({ namespace: SocketNamespace.Board })
export class BoardGateway implements OnGatewayConnection<ClientSocket> {
  handleConnection(socket: ClientSocket): void {
    const { restaurant_id } = socket.data.visitor.caller;
    if (restaurant_id !== null) void socket.join(restaurantRoomName(restaurant_id));
  }
}
