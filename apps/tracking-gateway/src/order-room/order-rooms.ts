import type { EventFeed } from '../event-feed/event-feed.ts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';
import type { ClientNamespace, ClientSocket, Namespaces } from '../socket/client-socket.ts';
import type { Change } from './order-changed.ts';
import { OrderRoom } from './order-room.ts';
import type { SnapshotDesk } from '../orders-desk/snapshot-desk.ts';

/** The rooms of all orders that someone follows. */
export class OrderRooms {
  readonly #rooms = new Map<string, OrderRoom>();

  constructor(
    private readonly namespaces: Namespaces,
    private readonly feed: EventFeed,
    private readonly desk: SnapshotDesk,
    private readonly metrics: GatewayMetrics,
  ) {}

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
    const room = new OrderRoom(orderId, {
      namespace: this.#namespace,
      keptIsFresh: () => this.feed.healthy,
      read: (id, viewer) => this.desk.read(id, viewer),
      sent: (event, sockets) => { this.metrics.sent(event, sockets); },
    });
    this.#rooms.set(orderId, room);
    return room;
  }

  get #namespace(): ClientNamespace {
    const { tracking } = this.namespaces;
    if (!tracking) throw new Error('an order can be followed only once the sockets are open');
    return tracking;
  }

  #closeIfDeserted(room: OrderRoom): void {
    if (room.deserted && this.#rooms.get(room.orderId) === room) this.#rooms.delete(room.orderId);
  }
}
