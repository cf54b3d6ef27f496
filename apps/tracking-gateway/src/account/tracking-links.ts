import { LRUCache } from 'lru-cache';
import type { GuestFacts } from '#libs/contracts';
import { type OrdersClient, ProblemError } from '#libs/service-kit';
import { Desk } from '../orders-desk/desk.ts';
import type { Visitor } from './visitor.ts';

/** The order's id in base64url, a dot, an HMAC. */
const shape = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]+$/;

export const isTrackingToken = (token: string): boolean => token.length <= 64 && shape.test(token);

/**
 * Holders of tracking links, as `orders` knows them. A link opened many times at once is asked about once a second, and many links are asked
 * about at a time, so that everyone's return after an outage is no second one.
 */
export class TrackingLinks {
  readonly #asked = new LRUCache<string, Promise<GuestFacts | null>>({ max: 10_000, ttl: 1_000 });
  readonly #desk: Desk<string, GuestFacts | null>;

  constructor(orders: OrdersClient) {
    this.#desk = new Desk((tokens) => orders.guests([...tokens]));
  }

  /**
   * @throws ProblemError `unauthenticated` where the link is not, or no longer, one of ours
   * @throws OrdersUnavailableError where it is worth asking again
   */
  async read(token: string): Promise<Visitor> {
    const facts = await (this.#asked.get(token) ?? this.#ask(token));
    if (facts === null)
      throw new ProblemError(
        'unauthenticated',
        'This link is not valid, or no longer; ask the restaurant for a new one.',
      );
    const { order_id, restaurant_id, session_id, expires_at } = facts;
    const expiresAt = expires_at === null ? null : Date.parse(expires_at);
    return { caller: { kind: 'guest', order_id, restaurant_id }, token, sessionId: session_id, expiresAt };
  }

  #ask(token: string): Promise<GuestFacts | null> {
    const answer = this.#desk.ask(token);
    this.#asked.set(token, answer);
    answer.catch(() => this.#asked.delete(token));
    return answer;
  }
}
