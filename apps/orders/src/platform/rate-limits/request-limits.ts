import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Registry } from 'prom-client';
import type { Caller } from '#libs/contracts';
import {
  LimitAudit,
  type LimitedCaller,
  limitedCaller,
  type LimitName,
  type RateLimits,
  tellLimit,
  tooManyRequests,
} from '#libs/rate-limits';
import { type Logger, networkOf } from '#libs/service-kit';
import { LOGGER } from '../orders-options.ts';
import { SharedBuckets } from './shared-buckets.ts';

export const RATE_LIMITS = Symbol('rate limits');

/** What is counted, in the words of a refusal. */
const counted = {
  address: 'requests from this address',
  account: 'requests by this account',
  device: 'requests by this device',
  link: 'requests by this link',
  restaurant: 'requests for this restaurant',
  passwords: 'passwords from this address',
  tokens: 'requests for tokens from this address',
} as const satisfies Partial<Record<LimitName, string>>;
type Counted = keyof typeof counted;

/**
 * Limits that a route can ask for beside the general ones: they count per address, so that nobody is locked
 * out from elsewhere.
 */
export type RouteLimit = 'passwords' | 'tokens';

/** How many requests are served, by whom they come from. */
@Injectable()
export class RequestLimits {
  readonly #hits: Counter<'limit'>;
  readonly #audit: LimitAudit;

  constructor(
    private readonly buckets: SharedBuckets,
    @Inject(RATE_LIMITS) private readonly limits: RateLimits,
    @Inject(LOGGER) logger: Logger,
    registry: Registry,
  ) {
    this.#audit = new LimitAudit(logger);
    this.#hits = new Counter({
      name: 'passline_limit_hits_total',
      help: 'Requests refused since a limit was reached, by limit',
      labelNames: ['limit'],
      registers: [registry],
    });
  }

  /** @throws ProblemError 429 */
  countAddress(request: Asking, reply: FastifyReply, limit: 'address' | RouteLimit): void {
    this.#count(limit, networkOf(request.ip), { ...limitedCaller(), trace_id: request.id }, reply);
  }

  /** @throws ProblemError 429 */
  countCaller(caller: Caller, { id }: Asking, reply: FastifyReply): void {
    const who = { ...limitedCaller(caller), trace_id: id };
    if (caller.kind === 'guest') this.#count('link', caller.order_id, who, reply);
    else this.#count(caller.kind === 'device' ? 'device' : 'account', caller.id, who, reply);
    // A customer's requests are for any restaurant, and its staff is not to be held up by customers.
    if (caller.kind === 'staff' || caller.kind === 'device')
      this.#count('restaurant', caller.restaurant_id, who, reply);
  }

  #count(limit: Counted, whose: string, who: Who, reply: FastifyReply): void {
    if (this.limits === null) return;
    const [key, terms] = [`${limit}:${whose}`, this.limits[limit]];
    const wait = this.buckets.take(key, terms);
    tellLimit(reply, limit, terms, this.buckets.level(key, terms));
    if (wait === 0) return;
    this.#hits.inc({ limit });
    this.#audit.reached(limit, whose, who);
    throw tooManyRequests(counted[limit], wait);
  }
}

type Asking = Pick<FastifyRequest, 'ip' | 'id'>;

type Who = LimitedCaller & { readonly trace_id: string };
