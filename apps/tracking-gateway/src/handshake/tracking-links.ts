import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { GuestFacts } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { ProblemError } from '#libs/service-kit';
import { BatchLoader, clock } from '../platform/index.ts';
import type { Visitor } from '../sockets/index.ts';

/** For how many links it is remembered whose they are, and for how long, in ms. */
const known = { max: 20_000, ttl: 60_000 };

/**
 * Holders of tracking links, as `orders` knows them. Whose a link is does not change, and a link that is
 * withdrawn is known by its ended session: so that everyone's return after an outage is no second one, what
 * was answered holds for a minute. A link opened many times at once is asked about once a second, and many
 * links are asked about at a time.
 */
@Injectable()
export class TrackingLinks {
  readonly #asked = new LRUCache<string, Promise<GuestFacts | null>>({
    max: 10_000,
    ttl: 1_000,
    perf: clock,
  });
  readonly #known = new LRUCache<string, GuestFacts>({ ...known, perf: clock });
  readonly #guests: BatchLoader<string, GuestFacts | null>;

  constructor(orders: OrdersClient) {
    this.#guests = new BatchLoader((tokens) => orders.guests([...tokens]));
  }

  /**
   * @throws ProblemError `unauthenticated` where the link is not, or no longer, one of ours
   * @throws OrdersUnavailableError where it is worth asking again
   */
  read(token: string): Promise<Visitor> {
    const facts = this.#known.get(token);
    return facts !== undefined && leftMs(facts) > 0
      ? Promise.resolve(visitor(token, facts))
      : this.readAnew(token);
  }

  /** The same, as `orders` says it now. */
  async readAnew(token: string): Promise<Visitor> {
    const facts = await (this.#asked.get(token) ?? this.#ask(token));
    if (facts === null)
      throw new ProblemError(
        'unauthenticated',
        'This link is not valid, or no longer; ask the restaurant for a new one.',
      );
    return visitor(token, facts);
  }

  #ask(token: string): Promise<GuestFacts | null> {
    const answer = this.#guests.load(token);
    this.#asked.set(token, answer);
    answer.then(
      (facts) => {
        if (facts === null) this.#known.delete(token);
        else this.#known.set(token, facts);
      },
      () => this.#asked.delete(token),
    );
    return answer;
  }
}

function visitor(token: string, { order_id, restaurant_id, session_id, expires_at }: GuestFacts): Visitor {
  const expiresAt = expires_at === null ? null : Date.parse(expires_at);
  return { caller: { kind: 'guest', order_id, restaurant_id }, token, sessionId: session_id, expiresAt };
}

const leftMs = ({ expires_at }: GuestFacts): number =>
  expires_at === null ? Infinity : Date.parse(expires_at) - Date.now();
