import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import type { Caller } from '#libs/contracts';
import { type AuditLine, auditLog, type Logger } from '#libs/service-kit';

export type SocketLimit = 'sockets' | 'handshakes' | 'messages' | 'followers';

/** A flood fills no log: who has reached a limit is told of once in so many ms. */
const toldAgainAfter = 60_000;

/** Tells Prometheus and the audit whenever someone has reached a limit. */
export class LimitHits {
  readonly #hits: Counter<'limit'>;
  readonly #audit: (line: AuditLine) => void;
  readonly #told = new LRUCache<string, true>({ max: 10_000, ttl: toldAgainAfter });

  constructor(registry: Registry, logger: Logger) {
    this.#hits = new Counter({
      name: 'passline_gateway_limit_hits_total',
      help: 'Connections, messages and followers refused since a limit was reached, by limit',
      labelNames: ['limit'],
      registers: [registry],
    });
    this.#audit = auditLog(logger);
  }

  /** @param caller where it is known yet */
  hit(limit: SocketLimit, caller?: Caller): void {
    this.#hits.inc({ limit });
    const who = factsOf(caller);
    const key = `${limit} ${who.actor_id ?? who.target_id ?? ''}`;
    if (this.#told.has(key)) return;
    this.#told.set(key, true);
    this.#audit({ audit: 'limit.reached', outcome: 'refused', limit, trace_id: null, ...who });
  }
}

/** Who holds a link is known by the order alone. */
function factsOf(
  caller: Caller | undefined,
): Pick<AuditLine, 'actor_id' | 'actor_role' | 'restaurant_id' | 'target_id'> {
  if (caller === undefined) return { actor_id: null, actor_role: null, restaurant_id: null, target_id: null };
  const { restaurant_id } = caller;
  if (caller.kind === 'guest')
    return { actor_id: null, actor_role: null, restaurant_id, target_id: caller.order_id };
  return { actor_id: caller.id, actor_role: caller.role, restaurant_id, target_id: null };
}
