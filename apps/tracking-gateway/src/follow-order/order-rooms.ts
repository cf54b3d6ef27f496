import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { OrderChanged } from '#libs/contracts';
import { clock } from '../platform/index.ts';
import { EventFeed } from '../event-feed/index.ts';
import { GatewayMetrics } from '../metrics/index.ts';
import { SnapshotCache, SnapshotLoader } from '../snapshots/index.ts';
import type { ClientSocket } from '../sockets/index.ts';
import { OrderRoom } from './order-room.ts';

/**
 * So many rooms that the last screen has left are kept, and for so long, in ms: they go on taking changes, so
 * that everyone's return after an outage is answered from memory.
 */
const deserted = { max: 5_000, ttl: 10 * 60_000 };

/** The rooms of all orders that someone follows, and of those that someone has just followed. */
@Injectable()
export class OrderRooms {
  readonly #rooms = new Map<string, OrderRoom>();
  readonly #deserted = new LRUCache<string, OrderRoom>({
    ...deserted,
    perf: clock,
    ttlAutopurge: true,
    dispose: (_room, orderId, reason) => {
      if (reason !== 'delete') this.#rooms.delete(orderId);
    },
  });

  constructor(
    private readonly loader: SnapshotLoader,
    private readonly feed: EventFeed,
    private readonly metrics: GatewayMetrics,
  ) {}

  /** The room of an order that someone follows, or is about to. */
  find(orderId: string): OrderRoom | undefined {
    const room = this.#rooms.get(orderId);
    return room?.deserted === true ? undefined : room;
  }

  /** The room of the order, made where there is none; `release` it once whoever asked has come or gone. */
  enter(orderId: string): OrderRoom {
    const room = this.#deserted.get(orderId) ?? this.#rooms.get(orderId) ?? this.#open(orderId);
    this.#deserted.delete(orderId);
    room.startWaiting();
    return room;
  }

  release(room: OrderRoom): void {
    room.stopWaiting();
    this.#leaveIfDeserted(room);
  }

  leave(socket: ClientSocket, orderId: string): void {
    const room = this.#rooms.get(orderId);
    // Nobody is in one that is deserted: whoever says that they leave it has never been.
    if (!room || room.deserted) return;
    room.leave(socket);
    this.#leaveIfDeserted(room);
  }

  /** @returns how many sockets were shown it */
  publish(frame: OrderChanged): number {
    return this.#rooms.get(frame.order_id)?.publish(frame) ?? 0;
  }

  #open(orderId: string): OrderRoom {
    const snapshots = new SnapshotCache(orderId, this.loader, this.feed);
    const room = new OrderRoom(orderId, snapshots, this.metrics);
    this.#rooms.set(orderId, room);
    return room;
  }

  #leaveIfDeserted(room: OrderRoom): void {
    const { orderId } = room;
    if (!room.deserted || this.#rooms.get(orderId) !== room) return;
    if (room.snapshots.hasKept) this.#deserted.set(orderId, room);
    else this.#rooms.delete(orderId);
  }
}
