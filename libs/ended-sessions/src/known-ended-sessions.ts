import { endedSessionLife } from '#libs/access-tokens';
import { type OrdersClient, OrdersUnavailableError, type Waiting } from '#libs/orders-client';
import { wrongToken } from '#libs/service-kit';

/**
 * A session shows at its transaction's commit, dated at its beginning; so each look goes back a little
 * further than the last one, in seconds.
 */
const overlap = 35;

/**
 * Sessions that were ended before their tokens expire: someone was shut out, a device revoked, a link
 * withdrawn. What is known of them is as old as the last look.
 */
export class KnownEndedSessions {
  /** By id, with the moment from which it need not be remembered; in the order in which they became known. */
  readonly #ended = new Map<string, number>();
  #lookedAt: number | null = null;
  #cursor: string | undefined;
  #looking: Promise<void> | undefined;

  constructor(private readonly orders: Pick<OrdersClient, 'endedSessions'>) {}

  has(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }

  get size(): number {
    return this.#ended.size;
  }

  /** How long ago `orders` was asked, in ms; infinite where it has not answered yet. */
  get age(): number {
    return this.#lookedAt === null ? Infinity : performance.now() - this.#lookedAt;
  }

  /** @throws ProblemError `unauthenticated` where the session is known to have ended */
  refuse(sessionId: string): void {
    if (this.has(sessionId)) throw wrongToken('This session was ended; log in again, or ask for a new link.');
  }

  /**
   * Asks `orders`. One look at a time: whoever asks meanwhile shares it.
   * @param waiting for how long it may wait for something to end before it answers
   * @throws OrdersUnavailableError
   */
  look(waiting: Waiting): Promise<void> {
    this.#looking ??= this.#ask(waiting).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #ask(waiting: Waiting): Promise<void> {
    const now = performance.now();
    const back = Math.min(endedSessionLife, Math.ceil(this.age / 1_000) + overlap);
    const ended = await this.orders.endedSessions(back, this.#cursor, waiting).catch((cause: unknown) => {
      throw new OrdersUnavailableError('which sessions have ended is not known', { cause });
    });
    this.#lookedAt = now;
    this.#cursor = ended.cursor;
    this.#remember(ended.sessions, now);
  }

  #remember(sessionIds: readonly string[], now: number): void {
    for (const id of sessionIds)
      if (!this.#ended.has(id)) this.#ended.set(id, now + endedSessionLife * 1_000);
    for (const [id, until] of this.#ended) {
      if (until > now) return;
      this.#ended.delete(id);
    }
  }
}
