import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { BoardNotices } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { Database, DatabaseSignals, HeldRequests, NarrowRole } from '../platform/index.ts';

/**
 * How far a look goes back behind the one before, in ms. A notice is dated when it is written and shows once
 * its transaction is committed, later than some that were written after it; none takes as long as this, since
 * no statement is waited for longer than half of it.
 */
const overlap = 30_000;

interface Cursor {
  /** Which instance gave it, and how many signals that one had heard: another one's say nothing here. */
  readonly heard: string;
  /** When the look began, by the database's clock, in ms. */
  readonly lookedAt: number;
}

/** Tells the gateways what boards are to be told, of all restaurants. */
@Injectable()
export class BoardNoticesHandler implements BeforeApplicationShutdown {
  readonly #held = new HeldRequests();
  readonly #instance = newId();
  #signals = 0;

  constructor(
    private readonly database: Database,
    private readonly signals: DatabaseSignals,
  ) {
    signals.on('board_notices', () => {
      this.#signals += 1;
      this.#held.release();
    });
  }

  beforeApplicationShutdown(): void {
    this.#held.close();
  }

  /**
   * What was written since the cursor, oldest first, and some of what was before; without one that of the
   * last half minute.
   * @param ms for how long to wait for a signal that came after the cursor: not where none may be heard
   */
  async since(cursor: string | undefined, ms: number): Promise<BoardNotices> {
    const known = cursor === undefined ? null : readCursor(cursor);
    if (known?.heard === this.#heard && this.signals.isListening) await this.#held.hold(ms);
    // Read first: what comes in between is told by the next answer again, rather than by none.
    const heard = this.#heard;
    const { notices, lookedAt } = await this.#look(known?.lookedAt ?? null);
    return { notices, cursor: writeCursor({ heard, lookedAt }) };
  }

  get #heard(): string {
    return `${this.#instance}.${String(this.#signals)}`;
  }

  async #look(after: number | null): Promise<Pick<BoardNotices, 'notices'> & { readonly lookedAt: number }> {
    const since = after === null ? sql`statement_timestamp()` : sql`to_timestamp(${after} / 1000.0::float8)`;
    const [row] = await this.database.asRole<Pick<BoardNotices, 'notices'> & { readonly lookedAt: number }>(
      NarrowRole.Notices,
      sql`SELECT floor(extract(epoch FROM statement_timestamp()) * 1000)::float8 AS "lookedAt",
        (SELECT coalesce(json_agg(json_build_object('notice_id', notice_id, 'restaurant_id', restaurant_id,
            'kind', kind, 'content', content) ORDER BY created_at, notice_id), '[]')
          FROM passline.board_notices
          WHERE created_at > ${since} - ${overlap} * interval '1 millisecond') AS notices`,
    );
    if (row === undefined) throw new Error('the database has told nothing of the notices');
    return row;
  }
}

const writeCursor = ({ heard, lookedAt }: Cursor): string => `${heard}.${String(lookedAt)}`;

/** One that we did not write, or that of a release before, counts as none. */
function readCursor(cursor: string): Cursor | null {
  const [, heard, lookedAt] = /^(.+)\.(\d{1,15})$/.exec(cursor) ?? [];
  return heard === undefined ? null : { heard, lookedAt: Number(lookedAt) };
}
