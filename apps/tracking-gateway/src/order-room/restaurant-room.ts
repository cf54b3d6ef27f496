import { type BoardOrder, type OrderChanged, SocketEvent } from '#libs/contracts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';
import { type Namespaces, roomSize } from '../socket/client-socket.ts';

export const restaurantRoomName = (restaurantId: string): string => `restaurant:${restaurantId}`;

/** The boards of the restaurants. A frame is encoded once, whatever the number of boards, and not at all where there is none. */
export class RestaurantRooms {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly metrics: GatewayMetrics,
  ) {}

  isWatched(restaurantId: string): boolean {
    return this.#watchers(restaurantId) > 0;
  }

  placed(order: BoardOrder): void {
    this.#count(SocketEvent.OrderPlaced, order.restaurant_id);
    this.namespaces.board?.to(restaurantRoomName(order.restaurant_id)).emit(SocketEvent.OrderPlaced, order);
  }

  changed(restaurantId: string, frame: OrderChanged): void {
    if (!this.isWatched(restaurantId)) return;
    this.#count(SocketEvent.OrderChanged, restaurantId);
    this.namespaces.board?.to(restaurantRoomName(restaurantId)).emit(SocketEvent.OrderChanged, frame);
  }

  #count(event: string, restaurantId: string): void {
    this.metrics.sent(event, this.#watchers(restaurantId));
  }

  #watchers(restaurantId: string): number {
    return roomSize(this.namespaces.board, restaurantRoomName(restaurantId));
  }
}
