import { LRUCache } from 'lru-cache';
import type { Caller } from '#libs/contracts';
import { type AuditLine, auditLog, type Logger } from '#libs/service-kit';
import type { LimitName } from './rate-limits.ts';

/** A flood fills no log: who has reached a limit is told of once in so many ms. */
const toldAgainAfter = 60_000;

export type LimitedCaller = Pick<AuditLine, 'actor_id' | 'actor_role' | 'restaurant_id' | 'target_id'>;

/** Who has reached a limit, by ids; who holds a link is known by the order alone. */
export function limitedCaller(caller?: Caller): LimitedCaller {
  if (caller === undefined) return { actor_id: null, actor_role: null, restaurant_id: null, target_id: null };
  const { restaurant_id } = caller;
  return caller.kind === 'guest'
    ? { actor_id: null, actor_role: null, restaurant_id, target_id: caller.order_id }
    : { actor_id: caller.id, actor_role: caller.role, restaurant_id, target_id: null };
}

/** Tells the audit of limits that were reached. */
export class LimitAudit {
  readonly #write: (line: AuditLine) => void;
  readonly #told = new LRUCache<string, true>({ max: 10_000, ttl: toldAgainAfter });

  constructor(logger: Logger) {
    this.#write = auditLog(logger);
  }

  /** @param whose the limit is, which is more than the audit may know: an address has no place there */
  reached(limit: LimitName, whose: string, who: LimitedCaller & Pick<AuditLine, 'trace_id'>): void {
    const key = `${limit}:${whose}`;
    if (this.#told.has(key)) return;
    this.#told.set(key, true);
    this.#write({ audit: 'limit.reached', outcome: 'refused', limit, ...who });
  }
}
