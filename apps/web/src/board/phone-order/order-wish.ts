import type { PlacedOrder, PlaceOrder } from '#libs/contracts';
import { v7 as newKey } from 'uuid';
import type { Answer } from '../../account/session/answer.ts';

export type PostOrder = (order: PlaceOrder, key: string) => Promise<Answer<PlacedOrder>>;

/** What became of an order: `order` is what was placed, which may be what was sent before a lost answer. */
export interface Placing {
  readonly order: PlaceOrder;
  /** It was placed by a try before, and not as it was meant now. */
  readonly isEarlier: boolean;
  readonly answer: Answer<PlacedOrder>;
}

/**
 * One order that someone means to place: however often it is sent, and whatever is changed about it between
 * two tries, it is placed once. The next order, be it of the same dishes, is another wish.
 */
export class OrderWish {
  readonly #key = newKey();
  /** What left and was not answered: the server may have placed it. */
  #unanswered: readonly PlaceOrder[] = [];

  constructor(private readonly post: PostOrder) {}

  /** Whether it may have been placed, though nobody has heard so. */
  get isOpen(): boolean {
    return this.#unanswered.length > 0;
  }

  async place(order: PlaceOrder): Promise<Placing> {
    const answer = await this.#send(order);
    if (answer.ok || answer.problem?.code !== 'idempotency_key_reused')
      return { order, isEarlier: false, answer };
    for (const earlier of this.#unanswered) {
      const replayed = await this.#send(earlier);
      if (replayed.ok) return { order: earlier, isEarlier: true, answer: replayed };
    }
    return { order, isEarlier: false, answer };
  }

  async #send(order: PlaceOrder): Promise<Answer<PlacedOrder>> {
    const answer = await this.post(order, this.#key);
    const isOpen = !answer.ok && (answer.problem === null || answer.problem.status >= 500);
    if (isOpen && !this.#unanswered.includes(order)) this.#unanswered = [...this.#unanswered, order];
    return answer;
  }
}
