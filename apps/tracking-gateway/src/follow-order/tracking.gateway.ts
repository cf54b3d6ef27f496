import {
  Ack,
  ConnectedSocket,
  MessageBody,
  type OnGatewayDisconnect,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { type FollowAnswer, SocketEvent, type UnfollowAnswer } from '#libs/contracts';
import { trackingNamespace } from '../socket/client-socket.ts';
import type { ClientSocket } from '../socket/client-socket.ts';
import { Turns } from '../socket/turns.ts';
import { FollowOrderHandler } from './follow-order.handler.ts';

type Answer<T> = ((answer: T) => void) | undefined;

/** `/tracking`: customers, guests and staff follow single orders. A message that wants no answer is passed over. */
@WebSocketGateway({ namespace: trackingNamespace })
export class TrackingGateway implements OnGatewayDisconnect<ClientSocket> {
  constructor(
    private readonly followOrder: FollowOrderHandler,
    private readonly turns: Turns,
  ) {}

  @SubscribeMessage(SocketEvent.Follow)
  follow(
    @ConnectedSocket() socket: ClientSocket,
    @MessageBody() payload: unknown,
    @Ack() answer: Answer<FollowAnswer>,
  ): void {
    if (answer) this.turns.take(socket, () => this.followOrder.follow(socket, payload, answer), answer);
  }

  @SubscribeMessage(SocketEvent.Unfollow)
  unfollow(
    @ConnectedSocket() socket: ClientSocket,
    @MessageBody() payload: unknown,
    @Ack() answer: Answer<UnfollowAnswer>,
  ): void {
    this.turns.take(
      socket,
      () => {
        answer?.(this.followOrder.unfollow(socket, payload));
      },
      answer,
    );
  }

  handleDisconnect(socket: ClientSocket): void {
    for (const orderId of socket.data.orders) this.followOrder.leave(socket, orderId);
  }
}
