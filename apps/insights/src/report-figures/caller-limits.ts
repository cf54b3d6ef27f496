import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TokenCaller } from '#libs/contracts';
import { Buckets, LimitAudit, limitedCaller, tellLimit, tooManyRequests } from '#libs/rate-limits';
import type { Logger } from '#libs/service-kit';
import { type InsightsSettings, LOGGER, SETTINGS } from '../platform/index.ts';

/** How many requests are served, by whose token they come with; of those that are refused, too. */
@Injectable()
export class CallerLimits {
  readonly #buckets = new Buckets();
  readonly #audit: LimitAudit;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<InsightsSettings, 'RATE_LIMITS'>,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#audit = new LimitAudit(logger);
  }

  /** @throws ProblemError 429 */
  count(caller: TokenCaller, { id }: Pick<FastifyRequest, 'id'>, reply: FastifyReply): void {
    const limits = this.settings.RATE_LIMITS;
    if (limits === null) return;
    const limit = caller.kind === 'guest' ? 'link' : caller.kind === 'device' ? 'device' : 'account';
    const whose = caller.kind === 'guest' ? caller.order_id : caller.id;
    const wait = this.#buckets.take(whose, limits[limit]);
    tellLimit(reply, limit, limits[limit], this.#buckets.level(whose, limits[limit]));
    if (wait === 0) return;
    this.#audit.reached(limit, whose, { ...limitedCaller(caller), trace_id: id });
    throw tooManyRequests(`requests by this ${limit}`, wait);
  }
}
