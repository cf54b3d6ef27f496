import { Injectable } from '@nestjs/common';
import type { MessageFacts } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';

/**
 * Mail and text of one event leave at the same moment: those that ask for the same order while the answer is
 * under way share it.
 */
@Injectable()
export class SharedFacts {
  readonly #underWay = new Map<string, Promise<MessageFacts>>();

  constructor(private readonly orders: OrdersClient) {}

  /** Rejects as `OrdersClient` does. */
  messageFacts(orderId: string, restaurantId: string): Promise<MessageFacts> {
    const key = `${orderId} of ${restaurantId}`;
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const asked = this.orders.messageFacts(orderId, restaurantId).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, asked);
    return asked;
  }
}
