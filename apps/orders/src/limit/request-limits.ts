import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Counter, Registry } from 'prom-client';
import type { Caller } from '#libs/contracts';
import {
  type AuditLine,
  auditLog,
  type LimitName,
  type Logger,
  networkOf,
  type RateLimits,
  tooManyRequests,
} from '#libs/service-kit';
import { LIMITS_LOGGER, SharedBuckets } from './shared-buckets.ts';

export const RATE_LIMITS = Symbol('rate limits');

/** A flood fills no log: who has reached a limit is told of once in so many ms. */
const toldAgainAfter = 60_000;

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

/** Limits that a route can ask for beside the general ones: they count per address, so that nobody is locked out from elsewhere. */
export type RouteLimit = 'passwords' | 'tokens';

/** How many requests are served, by whom they come from. */
@Injectable()
export class RequestLimits {
  readonly #hits: Counter<'limit'>;
  readonly #audit: (line: AuditLine) => void;
  readonly #told = new LRUCache<string, true>({ max: 10_000, ttl: toldAgainAfter });

  constructor(
    private readonly buckets: SharedBuckets,
    @Inject(RATE_LIMITS) private readonly limits: RateLimits,
    @Inject(LIMITS_LOGGER) logger: Logger,
    registry: Registry,
  ) {
    this.#audit = auditLog(logger);
    this.#hits = new Counter({
      name: 'passline_limit_hits_total',
      help: 'Requests refused since a limit was reached, by limit',
      labelNames: ['limit'],
      registers: [registry],
    });
  }

  /** @throws ProblemError 429 */
  countAddress(address: string, limit: 'address' | RouteLimit, traceId: string): void {
    this.#count(limit, networkOf(address), { ...nobody, trace_id: traceId });
  }

  /** @throws ProblemError 429 */
  countCaller(caller: Caller, traceId: string): void {
    const who = { actor_id: null, actor_role: null, target_id: null, trace_id: traceId, ...actorOf(caller) };
    if (caller.kind === 'guest') this.#count('link', caller.order_id, who);
    else this.#count(caller.kind === 'device' ? 'device' : 'account', caller.id, who);
    // A customer's requests are for any restaurant, and its staff is not to be held up by customers.
    if (caller.kind === 'staff' || caller.kind === 'device')
      this.#count('restaurant', caller.restaurant_id, who);
  }

  #count(limit: Counted, whose: string, who: Who): void {
    if (this.limits === null) return;
    const wait = this.buckets.take(`${limit}:${whose}`, this.limits[limit]);
    if (wait === 0) return;
    this.#hits.inc({ limit });
    this.#tell(limit, whose, who);
    throw tooManyRequests(counted[limit], wait);
  }

  #tell(limit: Counted, whose: string, who: Who): void {
    const key = `${limit}:${whose}`;
    if (this.#told.has(key)) return;
    this.#told.set(key, true);
    this.#audit({ audit: 'limit.reached', outcome: 'refused', limit, ...who });
  }
}

type Who = Pick<AuditLine, 'actor_id' | 'actor_role' | 'restaurant_id' | 'target_id' | 'trace_id'>;

const nobody = { actor_id: null, actor_role: null, restaurant_id: null, target_id: null } as const;

/** Who holds a link is known by the order alone. */
function actorOf(caller: Caller): Pick<Who, 'restaurant_id'> & Partial<Who> {
  const { restaurant_id } = caller;
  return caller.kind === 'guest'
    ? { restaurant_id, target_id: caller.order_id }
    : { restaurant_id, actor_id: caller.id, actor_role: caller.role };
}
