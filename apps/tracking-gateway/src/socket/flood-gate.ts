import { Bucket, type Limit, type RateLimits } from '#libs/service-kit';
import type { LimitHits } from '../metrics/limit-hits.ts';
import type { ClientSocket } from './client-socket.ts';
import { cut } from './connection.ts';

/** How far beyond what its messages may be a connection is let go on. */
const forbearance = 20;

/**
 * Cuts a connection that floods us with packets. A message beyond its limit is refused in words, which costs something too; packets that no one handles,
 * or that ask for namespaces again and again, would cost without end.
 */
export class FloodGate {
  readonly #limit: Limit | null;

  constructor(
    limits: RateLimits,
    private readonly hits: Pick<LimitHits, 'hit'>,
  ) {
    this.#limit = limits && {
      perSecond: limits.messages.perSecond * forbearance,
      burst: limits.messages.burst * forbearance,
    };
  }

  /** Counts what arrives on a connection from now on. */
  watch(connection: ClientSocket['conn']): void {
    const limit = this.#limit;
    if (limit === null) return;
    const packets = new Bucket();
    connection.on('packet', () => {
      if (packets.take(limit) === 0) return;
      this.hits.hit('messages');
      cut(connection);
    });
  }
}
