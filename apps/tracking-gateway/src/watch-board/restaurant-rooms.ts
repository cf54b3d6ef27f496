import { Injectable } from '@nestjs/common';
import {
  type BoardOrder,
  type OrderAttention,
  type OrderChanged,
  type Pace,
  SocketEvent,
} from '#libs/contracts';
import { GatewayMetrics } from '../metrics/index.ts';
import { Namespaces, roomSize } from '../sockets/index.ts';

export const restaurantRoomName = (restaurantId: string): string => `restaurant:${restaurantId}`;

/**
 * The boards of the restaurants. A frame is encoded once, whatever the number of boards, and not at all where
 * there is none.
 */
@Injectable()
export class RestaurantRooms {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly metrics: GatewayMetrics,
  ) {}

  isWatched(restaurantId: string): boolean {
    return this.#watchers(restaurantId) > 0;
  }

  /** @returns how many boards were shown it */
  placed(order: BoardOrder): number {
    this.namespaces.board?.to(restaurantRoomName(order.restaurant_id)).emit(SocketEvent.OrderPlaced, order);
    return this.#counted(SocketEvent.OrderPlaced, order.restaurant_id);
  }

  /** @returns how many boards were shown it */
  changed(restaurantId: string, frame: OrderChanged): number {
    if (!this.isWatched(restaurantId)) return 0;
    this.namespaces.board?.to(restaurantRoomName(restaurantId)).emit(SocketEvent.OrderChanged, frame);
    return this.#counted(SocketEvent.OrderChanged, restaurantId);
  }

  /** @returns how many boards were shown it */
  attention(restaurantId: string, frame: OrderAttention): number {
    this.namespaces.board?.to(restaurantRoomName(restaurantId)).emit(SocketEvent.OrderAttention, frame);
    return this.#counted(SocketEvent.OrderAttention, restaurantId);
  }

  /** @returns how many boards were shown it */
  paceChanged(restaurantId: string, pace: Pace): number {
    this.namespaces.board?.to(restaurantRoomName(restaurantId)).emit(SocketEvent.PaceChanged, pace);
    return this.#counted(SocketEvent.PaceChanged, restaurantId);
  }

  #counted(event: string, restaurantId: string): number {
    const boards = this.#watchers(restaurantId);
    this.metrics.sent(event, boards);
    return boards;
  }

  #watchers(restaurantId: string): number {
    return roomSize(this.namespaces.board, restaurantRoomName(restaurantId));
  }
}
