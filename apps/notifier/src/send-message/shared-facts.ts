import type { MessageFacts } from '#libs/contracts';
import type { OrdersClient } from '#libs/service-kit';

/** Mail and text of one event leave at the same moment: those that ask for the same order while the answer is under way share it. */
export class SharedFacts implements Pick<OrdersClient, 'messageFacts'> {
  readonly #underWay = new Map<string, Promise<MessageFacts>>();

  constructor(private readonly orders: Pick<OrdersClient, 'messageFacts'>) {}

  messageFacts(orderId: string, within: string): Promise<MessageFacts> {
    const key = `${orderId} of ${within}`;
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const asked = this.orders.messageFacts(orderId, within).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, asked);
    return asked;
  }
}
