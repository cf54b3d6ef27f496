import { Inject, Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { Caller } from '#libs/contracts';
import { LimitAudit, limitedCaller } from '#libs/rate-limits';
import type { Logger } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';

export type SocketLimit = 'sockets' | 'handshakes' | 'messages' | 'followers';

/** Tells Prometheus and the audit whenever someone has reached a limit. */
@Injectable()
export class LimitHits {
  readonly #hits: Counter<'limit'>;
  readonly #audit: LimitAudit;

  constructor(registry: Registry, @Inject(LOGGER) logger: Logger) {
    this.#hits = new Counter({
      name: 'passline_gateway_limit_hits_total',
      help: 'Connections, messages and followers refused since a limit was reached, by limit',
      labelNames: ['limit'],
      registers: [registry],
    });
    this.#audit = new LimitAudit(logger);
  }

  /** @param caller where it is known yet */
  hit(limit: SocketLimit, caller?: Caller): void {
    this.#hits.inc({ limit });
    const who = limitedCaller(caller);
    this.#audit.reached(limit, who.actor_id ?? who.target_id ?? '', { trace_id: null, ...who });
  }
}
