import type { EventFeed } from '../event-feed/event-feed.ts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';
import type { ClientSocket } from '../socket/client-socket.ts';
import type { Change } from './order-changed.ts';
import { OrderRoom, type Surroundings } from './order-room.ts';
import type { SnapshotDesk } from '../orders-desk/snapshot-desk.ts';

/** The rooms of all orders that someone follows. */
export class OrderRooms {
  readonly #rooms = new Map<string, OrderRoom>();
  readonly #around: Surroundings;

  constructor(feed: EventFeed, desk: SnapshotDesk, metrics: GatewayMetrics) {
    this.#around = {
      keptIsFresh: () => feed.healthy,
      read: (orderId, viewer, within) => desk.read(orderId, viewer, within),
      sent: (event, sockets) => {
        metrics.sent(event, sockets);
      },
    };
  }

  find(orderId: string): OrderRoom | undefined {
    return this.#rooms.get(orderId);
  }

  /** The room of the order, made where there is none; `release` it once whoever asked has come or gone. */
  enter(orderId: string): OrderRoom {
    const room = this.#rooms.get(orderId) ?? this.#open(orderId);
    room.startWaiting();
    return room;
  }

  release(room: OrderRoom): void {
    room.stopWaiting();
    this.#closeIfDeserted(room);
  }

  leave(socket: ClientSocket, orderId: string): void {
    const room = this.#rooms.get(orderId);
    if (!room) return;
    room.leave(socket);
    this.#closeIfDeserted(room);
  }

  /** @returns how many sockets were shown it */
  publish(change: Change): number {
    return this.#rooms.get(change.frame.order_id)?.publish(change) ?? 0;
  }

  #open(orderId: string): OrderRoom {
    const room = new OrderRoom(orderId, this.#around);
    this.#rooms.set(orderId, room);
    return room;
  }

  #closeIfDeserted(room: OrderRoom): void {
    if (room.deserted && this.#rooms.get(room.orderId) === room) this.#rooms.delete(room.orderId);
  }
}
