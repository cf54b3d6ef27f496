import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Statement } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { accessTokenLife } from './token-life.ts';

/** How often what other instances ended is looked for, in ms: their callers are refused within a second. */
const lookEvery = 500;

/** How long an ended session is remembered, in seconds: by then its last access token has expired. */
const remembered = accessTokenLife + 5 * 60;

/** A transaction's rows show at its commit, dated at its beginning; so each look goes back a little further than the last one, in seconds. */
const overlap = 30;

/** Whose sessions end: one session, or all of an account. */
export type Ending = { readonly sessionId: string } | { readonly accountId: string };

/**
 * Sessions that were ended before their access tokens expire. A session is all that comes from one log-in, from one secret of a device, or by one
 * tracking link; an access token names it (`sid`), so that it can be refused without asking the database for every request.
 */
@Injectable()
export class EndedSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** By id, with the moment from which it need not be remembered; in the order in which they became known. */
  readonly #ended = new Map<string, number>();
  #lookedAt: number | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => {
      // While the database is away nothing is served anyway, and the next look goes back as far as the last one that succeeded.
      this.#look().catch(() => undefined);
    }, lookEvery);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  has(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }

  /** Refuses their access tokens from now on; to be called once the transaction that ended them is committed. */
  remember(sessionIds: readonly string[]): void {
    const until = performance.now() + remembered * 1_000;
    for (const id of sessionIds) this.#ended.set(id, until);
  }

  /** What any instance ended in the last so many seconds. */
  async endedWithin(seconds: number): Promise<string[]> {
    const rows = await this.database.asRole<{ session_id: string }>(
      NarrowRole.Login,
      sessionsEndedWithin(seconds),
    );
    return rows.map(({ session_id }) => session_id);
  }

  async #look(): Promise<void> {
    const now = performance.now();
    const back =
      this.#lookedAt === null ? remembered : Math.min(remembered, (now - this.#lookedAt) / 1_000 + overlap);
    const ended = await this.endedWithin(back);
    this.#lookedAt = now;
    this.remember(ended.filter((id) => !this.has(id)));
    this.#forget(now);
  }

  #forget(now: number): void {
    for (const [id, until] of this.#ended) {
      if (until > now) return;
      this.#ended.delete(id);
    }
  }
}

const sessionsEndedWithin = (seconds: number): Statement => ({
  name: 'ended_sessions',
  text: `SELECT session_id FROM passline.ended_sessions WHERE ended_at > now() - $1 * interval '1 second'`,
  values: [seconds],
});

/**
 * Ends sessions within a transaction, which goes on as the log-in's role: their refresh tokens are gone, their access tokens refused.
 * @returns the sessions, to be remembered after the commit
 */
export async function endSessions(manager: EntityManager, ending: Ending): Promise<string[]> {
  await manager.query(`SET LOCAL ROLE ${NarrowRole.Login}`);
  const [column, value] =
    'accountId' in ending ? ['account_id', ending.accountId] : ['family_id', ending.sessionId];
  const rows = await manager.query<{ session_id: string }[]>(
    `WITH ended AS (DELETE FROM passline.refresh_tokens WHERE ${column} = $1 RETURNING family_id)
     INSERT INTO passline.ended_sessions (session_id) SELECT DISTINCT family_id FROM ended ON CONFLICT DO NOTHING RETURNING session_id`,
    [value],
  );
  return rows.map(({ session_id }) => session_id);
}

/** Ends the session of a device's secret or of a tracking link within a transaction, which goes on as the log-in's role. */
export async function endSession(manager: EntityManager, sessionId: string): Promise<void> {
  await manager.query(`SET LOCAL ROLE ${NarrowRole.Login}`);
  await manager.query('INSERT INTO passline.ended_sessions (session_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    sessionId,
  ]);
}
