import type { Logger } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

const hour = 3_600_000;

/** Removes, every hour, what has outlived its time: idempotency keys after a day, refresh tokens once they are expired, ended sessions once their access tokens are. */
export class ForgetOutlived {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.forget().catch((error: unknown) => { this.logger.warn({ err: error }, 'what has outlived its time was not removed; trying again in an hour'); });
    }, hour);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** In bites, so that no one waits long for a lock. */
  async forget(): Promise<void> {
    const removed = await this.database.asRole<{ n: number }>(NarrowRole.Jobs, {
      name: 'forget_keys',
      text: `WITH gone AS (DELETE FROM passline.idempotency_keys WHERE ctid = ANY (ARRAY(
               SELECT ctid FROM passline.idempotency_keys WHERE created_at < now() - interval '24 hours' LIMIT 5000)) RETURNING 1)
             SELECT count(*)::int AS n FROM gone`,
    });
    await this.database.asRole(NarrowRole.Jobs, { name: 'forget_tokens', text: 'DELETE FROM passline.refresh_tokens WHERE expires_at < now()' });
    await this.database.asRole(NarrowRole.Jobs, { name: 'forget_sessions', text: `DELETE FROM passline.ended_sessions WHERE ended_at < now() - interval '1 hour'` });
    if (removed[0]?.n === 5_000) await this.forget();
  }
}
