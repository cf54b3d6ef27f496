import {
  Ack,
  ConnectedSocket,
  MessageBody,
  type OnGatewayDisconnect,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { type FollowAnswer, SocketEvent, SocketNamespace, type UnfollowAnswer } from '#libs/contracts';
import { type ClientSocket, MessageQueue } from '../sockets/index.ts';
import { FollowOrderHandler } from './follow-order.handler.ts';

type Answer<T> = ((answer: T) => void) | undefined;

/**
 * `/tracking`: customers, guests and staff follow single orders. A message that wants no answer is passed
 * over.
 */
@WebSocketGateway({ namespace: SocketNamespace.Tracking })
export class TrackingGateway implements OnGatewayDisconnect<ClientSocket> {
  constructor(
    private readonly followOrder: FollowOrderHandler,
    private readonly messages: MessageQueue,
  ) {}

  @SubscribeMessage(SocketEvent.Follow)
  follow(
    @ConnectedSocket() socket: ClientSocket,
    @MessageBody() payload: unknown,
    @Ack() answer: Answer<FollowAnswer>,
  ): void {
    if (answer) this.messages.add(socket, () => this.followOrder.follow(socket, payload, answer), answer);
  }

  @SubscribeMessage(SocketEvent.Unfollow)
  unfollow(
    @ConnectedSocket() socket: ClientSocket,
    @MessageBody() payload: unknown,
    @Ack() answer: Answer<UnfollowAnswer>,
  ): void {
    this.messages.add(
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
