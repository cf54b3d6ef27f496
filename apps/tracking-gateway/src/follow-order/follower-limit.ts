import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '#libs/contracts';
import type { RateLimits } from '#libs/rate-limits';
import { ProblemError } from '#libs/service-kit';
import { LimitHits } from '../metrics/index.ts';
import { RATE_LIMITS } from '../platform/index.ts';

/**
 * How many may follow one order. Only those who come by a link count as too many, as whoever has it may pass
 * it on: the restaurant and its customer are always let in.
 */
@Injectable()
export class FollowerLimit {
  constructor(
    @Inject(RATE_LIMITS) private readonly limits: RateLimits,
    private readonly hits: LimitHits,
  ) {}

  /**
   * @param followers of the order, without the caller
   * @throws ProblemError `too_many_requests` where there is no room for one more
   */
  check(caller: Caller, followers: number): void {
    const { limits } = this;
    if (limits === null || caller.kind !== 'guest' || followers < limits.followers.burst) return;
    this.hits.hit('followers', caller);
    throw new ProblemError(
      'too_many_requests',
      'Too many follow this order by its link; try again later.',
      {},
      30,
    );
  }
}
