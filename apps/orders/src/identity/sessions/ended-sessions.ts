import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { endedSessionLife } from '#libs/access-tokens';
import type { SessionEnd } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import {
  Database,
  DatabaseSignals,
  HeldRequests,
  NarrowRole,
  type Transaction,
} from '../../platform/index.ts';

/**
 * How often what other instances ended is looked for, in ms, should a signal have been lost: their callers
 * are refused within little more than a second even then.
 */
const lookEvery = 1_000;
/**
 * What was looked for longer ago, in ms, is not told to the gateway as the truth: the database may be away
 * from here. Well below how far the gateway looks back.
 */
const staleAfter = 5_000;

/**
 * A transaction's rows show at its commit, dated at its beginning; so each look goes back a little further
 * than the last one, in seconds.
 */
const overlap = 30;

/** Whose sessions end: one session, or all of an account. */
export type Ending = { readonly sessionId: string } | { readonly accountId: string };

/**
 * Sessions that were ended before their access tokens expire. A session is all that comes from one log-in,
 * from one secret of a device, or by one tracking link; an access token names it (`sid`), so that it can be
 * refused without asking the database for every request.
 */
@Injectable()
export class EndedSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** By id, with the moment from which it need not be remembered; in the order in which they became known. */
  readonly #ended = new Map<string, number>();
  /** Gateways that wait until something ends. */
  readonly #held = new HeldRequests();
  readonly #instance = newId();
  /** How many became known here. */
  #known = 0;
  #lookedAt: number | null = null;
  #looking: Promise<void> | undefined;
  /** Something was signalled during the look under way. */
  #isDue = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    signals: DatabaseSignals,
  ) {
    signals.on('ended_sessions', () => {
      this.#lookAgain();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => {
      this.#lookAgain();
    }, lookEvery);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.#held.close();
  }

  has(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }

  /**
   * Refuses their access tokens from now on; to be called once the transaction that ended them is committed.
   */
  remember(sessionIds: readonly string[]): void {
    const until = performance.now() + endedSessionLife * 1_000;
    for (const id of sessionIds) this.#ended.set(id, until);
    if (sessionIds.length === 0) return;
    this.#known += sessionIds.length;
    this.#held.release();
  }

  /** Where this instance stands: another one's says nothing here. */
  get cursor(): string {
    return `${this.#instance}.${String(this.#known)}`;
  }

  /**
   * Resolves once something became known after the cursor was read, and at the latest after so many ms. What
   * has to be looked for first is not waited for.
   */
  async untilNewer(cursor: string, ms: number): Promise<void> {
    if (cursor === this.cursor && !this.#isStale) await this.#held.hold(ms);
  }

  /**
   * What became known in the last so many seconds, whichever instance ended it.
   * @throws where the database has not told for a while what was ended
   */
  async endedLately(seconds: number): Promise<string[]> {
    if (this.#isStale) await this.#look();
    const since = performance.now() + (endedSessionLife - seconds) * 1_000;
    return [...this.#ended].flatMap(([id, until]) => (until >= since ? [id] : []));
  }

  get #isStale(): boolean {
    return this.#lookedAt === null || performance.now() - this.#lookedAt > staleAfter;
  }

  /** One look at a time, and one after it for all that was signalled meanwhile. */
  #lookAgain(): void {
    if (this.#looking !== undefined) this.#isDue = true;
    // The next look goes back as far as the last one that succeeded.
    else this.#look().catch(() => undefined);
  }

  #look(): Promise<void> {
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = undefined;
      if (!this.#isDue) return;
      this.#isDue = false;
      this.#lookAgain();
    });
    return this.#looking;
  }

  async #ask(): Promise<void> {
    const now = performance.now();
    const back =
      this.#lookedAt === null
        ? endedSessionLife
        : Math.min(endedSessionLife, (now - this.#lookedAt) / 1_000 + overlap);
    const ended = await this.database.asRole<{ session_id: string }>(
      NarrowRole.Login,
      sessionsEndedWithin(back),
    );
    this.#lookedAt = now;
    this.remember(ended.map(({ session_id }) => session_id).filter((id) => !this.has(id)));
    this.#forget(now);
  }

  #forget(now: number): void {
    for (const [id, until] of this.#ended) {
      if (until > now) return;
      this.#ended.delete(id);
    }
  }
}

const sessionsEndedWithin = (seconds: number): Sql => sql`
  SELECT session_id FROM passline.ended_sessions WHERE ended_at > now() - ${seconds} * interval '1 second'`;

/**
 * Ends sessions within a transaction: their refresh tokens are spent, and kept to tell why; their access
 * tokens are refused.
 * @returns the sessions, to be remembered after the commit
 */
export async function endSessions(
  transaction: Transaction,
  ending: Ending,
  because: SessionEnd,
): Promise<string[]> {
  const theirs =
    'accountId' in ending ? sql`account_id = ${ending.accountId}` : sql`family_id = ${ending.sessionId}`;
  const rows = await transaction.as(NarrowRole.Login, () =>
    transaction.query<{ session_id: string }>(
      sql`WITH ended AS (
          UPDATE passline.refresh_tokens SET ended_because = ${because}, spent_at = coalesce(spent_at, now())
          WHERE ${theirs} AND ended_because IS NULL RETURNING family_id)
        INSERT INTO passline.ended_sessions (session_id) SELECT DISTINCT family_id FROM ended
        ON CONFLICT DO NOTHING RETURNING session_id`,
    ),
  );
  return rows.map(({ session_id }) => session_id);
}

/** Ends the session of a device's secret or of a tracking link within a transaction. */
export async function endSession(transaction: Transaction, sessionId: string): Promise<void> {
  await transaction.as(NarrowRole.Login, () =>
    transaction.query(
      sql`INSERT INTO passline.ended_sessions (session_id) VALUES (${sessionId}) ON CONFLICT DO NOTHING`,
    ),
  );
}
