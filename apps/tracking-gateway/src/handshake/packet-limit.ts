import { Inject, Injectable } from '@nestjs/common';
import { Bucket, type Limit, type RateLimits } from '#libs/rate-limits';
import { LimitHits } from '../metrics/index.ts';
import { RATE_LIMITS } from '../platform/index.ts';
import { type ClientSocket, cut } from '../sockets/index.ts';

/** How far beyond what its messages may be a connection is let go on. */
const forbearance = 20;

/**
 * Cuts a connection that floods us with packets. A message beyond its limit is refused in words, which costs
 * something too; packets that no one handles, or that ask for namespaces again and again, would cost without
 * end.
 */
@Injectable()
export class PacketLimit {
  readonly #limit: Limit | null;

  constructor(
    @Inject(RATE_LIMITS) limits: RateLimits,
    private readonly hits: LimitHits,
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
