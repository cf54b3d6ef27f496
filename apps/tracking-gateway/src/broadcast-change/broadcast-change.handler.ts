import { LRUCache } from 'lru-cache';
import type { BoardOrder, OrderEvent, Snapshot } from '#libs/contracts';
import { traceIdIn, withinTrace } from '#libs/service-kit';
import { statusInfo } from '#libs/status-machine';
import type { ShownEvents } from '../metrics/shown-events.ts';
import { type Change, changeOfEvent, framesAfter } from '../order-room/order-changed.ts';
import type { OrderRooms } from '../order-room/order-rooms.ts';
import type { RestaurantRooms } from '../order-room/restaurant-room.ts';
import type { Done, OrderLanes } from './order-lanes.ts';
import type { MissingParts } from './missing-parts.ts';

/** For how many orders the latest version shown is remembered. */
const remembered = 50_000;

/** Who may have a screen open. */
export interface Audience {
  readonly rooms: OrderRooms;
  readonly boards: RestaurantRooms;
}

/**
 * Shows every event on the screens it concerns: once, and an order's versions one by one. An event that came before is dropped; a
 * hole in the log, which an event that could never be sent leaves behind, is filled from the order's history before going on.
 */
export class BroadcastChangeHandler {
  readonly #shown = new LRUCache<string, number>({ max: remembered });

  constructor(
    private readonly audience: Audience,
    private readonly missing: MissingParts,
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
    const watched = this.audience.boards.isWatched(restaurant_id);
    if (event.type === 'passline.order.placed.v1' && watched) return this.#showPlaced(event);
    const room = this.audience.rooms.find(order_id);
    const known = Math.max(shown ?? 0, room?.version ?? 0);
    const hole = known > 0 && version > known + 1;
    if (hole && (watched || room)) return this.#fillHole(known, event);
    this.#showChange(event, changeOfEvent(event));
  }

  #showChange(event: OrderEvent, change: Change): void {
    this.#shown.set(event.data.order_id, change.frame.version);
    const sockets =
      this.audience.rooms.publish(change) +
      this.audience.boards.changed(event.data.restaurant_id, change.frame);
    this.events.shown(event, sockets);
  }

  async #showPlaced(event: OrderEvent): Promise<void> {
    const order = await withinTrace(traceIdIn(event.traceparent), () => this.missing.boardOrder(event.data));
    const boards = order ? this.audience.boards.placed(asPlaced(order, event)) : 0;
    this.#shown.set(event.data.order_id, event.data.version);
    this.events.shown(event, boards + this.audience.rooms.publish(changeOfEvent(event)));
  }

  async #fillHole(known: number, event: OrderEvent): Promise<void> {
    const snapshot: Snapshot | null = await withinTrace(traceIdIn(event.traceparent), () =>
      this.missing.snapshot(event.data),
    );
    const before = snapshot
      ? framesAfter(snapshot, known).filter(({ version }) => version < event.data.version)
      : [];
    for (const change of [...before.map((frame) => ({ frame })), changeOfEvent(event)])
      this.#showChange(event, change);
  }
}

/** What was read may be a few changes on; those follow as frames of their own, so the board begins where the order did. */
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
