import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  type BoardOrder,
  type OrderChanged,
  type OrderEvent,
  OrderEventType,
  type Snapshot,
} from '#libs/contracts';
import { traceIdIn, inTrace } from '#libs/service-kit';
import { statusInfo } from '#libs/order-model';
import { frameOfEvent, framesBetween } from '../event-feed/index.ts';
import { OrderRooms } from '../follow-order/index.ts';
import { ShownEvents } from '../metrics/index.ts';
import { RestaurantRooms } from '../watch-board/index.ts';
import { OrderLookup } from './order-lookup.ts';
import { type Done, OrderLanes } from './order-lanes.ts';

/** For how many orders the latest version shown is remembered. */
const remembered = 50_000;

/**
 * Shows every event on the screens it concerns: once, and an order's versions one by one. An event that came
 * before is dropped; a hole in the log, which an event that could never be sent leaves behind, is filled from
 * the order's history before going on.
 */
@Injectable()
export class BroadcastChangeHandler {
  readonly #shown = new LRUCache<string, number>({ max: remembered });

  constructor(
    private readonly rooms: OrderRooms,
    private readonly boards: RestaurantRooms,
    private readonly lookup: OrderLookup,
    private readonly lanes: OrderLanes,
    private readonly events: ShownEvents,
  ) {}

  /** Returns at once: whatever has to wait, only the later events of its order wait with it. */
  take(event: OrderEvent): void {
    this.lanes.run(event.data.order_id, () => this.#show(event));
  }

  #show(event: OrderEvent): Done {
    const { order_id, restaurant_id, version } = event.data;
    const shown = this.#shown.get(order_id);
    if (shown !== undefined && version <= shown) return;
    const watched = this.boards.isWatched(restaurant_id);
    if (event.type === OrderEventType.Placed && watched) return this.#showPlaced(event);
    const room = this.rooms.find(order_id);
    const known = Math.max(shown ?? 0, room?.version ?? 0);
    const hole = known > 0 && version > known + 1;
    if (hole && (watched || room)) return this.#fillHole(known, event);
    this.#showChange(event, frameOfEvent(event));
  }

  #showChange(event: OrderEvent, frame: OrderChanged): void {
    this.#shown.set(event.data.order_id, frame.version);
    const sockets = this.rooms.publish(frame) + this.boards.changed(event.data.restaurant_id, frame);
    this.events.shown(event, sockets);
  }

  async #showPlaced(event: OrderEvent): Promise<void> {
    const order = await inTrace(traceIdIn(event.traceparent), () => this.lookup.boardOrder(event.data));
    const boards = order ? this.boards.placed(asPlaced(order, event)) : 0;
    this.#shown.set(event.data.order_id, event.data.version);
    this.events.shown(event, boards + this.rooms.publish(frameOfEvent(event)));
  }

  async #fillHole(known: number, event: OrderEvent): Promise<void> {
    const snapshot: Snapshot | null = await inTrace(traceIdIn(event.traceparent), () =>
      this.lookup.snapshot(event.data),
    );
    const before = snapshot ? framesBetween(snapshot, known, event) : [];
    for (const frame of [...before, frameOfEvent(event)]) this.#showChange(event, frame);
  }
}

/**
 * What was read may be a few changes on; those follow as frames of their own, so the board begins where the
 * order did.
 */
function asPlaced(order: BoardOrder, { data, time }: OrderEvent): BoardOrder {
  const { status, version } = data;
  return {
    ...order,
    status,
    order_status: status,
    version,
    status_info: statusInfo(status, data.fulfilment),
    updated_at: time,
  };
}
