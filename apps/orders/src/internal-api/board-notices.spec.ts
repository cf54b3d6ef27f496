import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import type { BoardNotices as Told } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { createLogger } from '#libs/service-kit';
import { eventually } from '../../../../tests/support/eventually.ts';
import { migratedDatabase } from '../../../../tests/support/postgres.ts';
import {
  boardNoticeColumns,
  type BoardNoticeRow,
  BoardNotices,
  connectDatabase,
  type Database,
  DatabaseSignals,
  migrateOrders,
} from '../platform/index.ts';
import { BoardNoticesHandler } from './board-notices.handler.ts';

// Real here: PostgreSQL, with row-level security and its signals.
const logger = createLogger('orders', 'silent');
let database: Database;
let owner: pg.Client;
let signals: DatabaseSignals;
let boards: BoardNotices;
let handler: BoardNoticesHandler;
beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  await migrateOrders(adminUrl, serviceUrl);
  database = await connectDatabase({ DATABASE_URL: serviceUrl });
  owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  signals = new DatabaseSignals({ DATABASE_URL: serviceUrl }, logger);
  boards = new BoardNotices(database, logger);
  handler = new BoardNoticesHandler(database, signals);
  signals.onApplicationBootstrap();
  await eventually(() => signals.isListening, 'the signals');
}, 60_000);
afterAll(async () => {
  await signals.beforeApplicationShutdown();
  await owner.end();
  await database.dataSource.destroy();
});
beforeEach(() => owner.query('DELETE FROM passline.board_notices'));
afterEach(() => {
  jest.restoreAllMocks();
});

const restaurantId = newId();

/** A notice of a pace, on disk and said. @returns its id */
async function written(): Promise<string> {
  const noticeId = newId();
  const notice: BoardNoticeRow = { noticeId, restaurantId, kind: 'pace', content: { mode: 'open' } };
  await database.ofRestaurant(
    restaurantId,
    sql`INSERT INTO passline.board_notices (${boardNoticeColumns.names})
      VALUES (${boardNoticeColumns.values(notice)})`,
  );
  boards.written([notice]);
  return noticeId;
}

const idsOf = ({ notices }: Told): string[] => notices.map(({ notice_id }) => notice_id);
/** Of notices that may come again, those that were not told before. */
const newIn = (answer: Told, before: Told): string[] =>
  idsOf(answer).filter((id) => !idsOf(before).includes(id));

/** Signals come in the order of the commits: all that were sent before have been heard. */
async function settled(): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    signals.on('exports', () => {
      resolve();
    });
  });
  await database.notify("passline_signals, 'exports'");
  await heard;
}

describe('What boards are to be told', () => {
  it('is told oldest first, with whose it is and what it says', async () => {
    const [first, second] = [await written(), await written()];
    const { notices } = await handler.since(undefined, 0);
    expect(notices).toEqual(
      [first, second].map((notice_id) => ({
        notice_id,
        restaurant_id: restaurantId,
        kind: 'pace',
        content: { mode: 'open' },
      })),
    );
  });

  it('is told as soon as there is some, to whoever waits for it', async () => {
    await settled();
    const before = await handler.since(undefined, 0);
    const answer = handler.since(before.cursor, 60_000);
    const id = await written();
    expect(newIn(await answer, before)).toEqual([id]);
  });

  it('is told though it was dated before what was told already: a sequence is no cursor', async () => {
    const late = newId();
    await owner.query('BEGIN');
    await owner.query(sql`INSERT INTO passline.board_notices (notice_id, restaurant_id, kind, content)
      VALUES (${late}, ${restaurantId}, 'pace', '{"mode": "paused"}')`);
    const early = await written();
    const before = await handler.since(undefined, 0);
    expect(idsOf(before)).toEqual([early]);
    await owner.query('COMMIT');
    expect(newIn(await handler.since(before.cursor, 0), before)).toEqual([late]);
  });

  it('is told to whoever was cut off for a while, from where they were', async () => {
    const [known, missed] = [await written(), await written()];
    const { cursor } = await handler.since(undefined, 0);
    const minutesAgo = (minutes: number, id: string) =>
      owner.query(sql`UPDATE passline.board_notices
        SET created_at = now() - ${minutes} * interval '1 minute' WHERE notice_id = ${id}`);
    await minutesAgo(40, known);
    await minutesAgo(20, missed);
    const lookedAt = Date.now() - 30 * 60_000;
    const cut = cursor.replace(/\d+$/, String(lookedAt));
    expect(idsOf(await handler.since(cut, 0))).toEqual([missed]);
    expect(idsOf(await handler.since(undefined, 0))).toEqual([]);
  });

  it('is told by another instance too, which waits for nothing that it may have missed', async () => {
    const other = new BoardNoticesHandler(database, signals);
    const before = await other.since(undefined, 0);
    const id = await written();
    expect(newIn(await handler.since(before.cursor, 60_000), before)).toEqual([id]);
  });

  it('is looked for without a wait while signals may be lost', async () => {
    const { cursor } = await handler.since(undefined, 0);
    jest.spyOn(signals, 'isListening', 'get').mockReturnValue(false);
    expect(idsOf(await handler.since(cursor, 60_000))).toEqual([]);
  });

  it('is waited for by nobody at an instance that stops', async () => {
    const stopping = new BoardNoticesHandler(database, signals);
    const { cursor } = await stopping.since(undefined, 0);
    const answer = stopping.since(cursor, 60_000);
    stopping.beforeApplicationShutdown();
    expect(idsOf(await answer)).toEqual([]);
  });

  it.each(['', 'x', '.5', 'a.b', '9'.repeat(80)])(
    'is that of the last half minute for a cursor that nobody gave: %j',
    async (cursor) => {
      const id = await written();
      expect(idsOf(await handler.since(cursor, 0))).toEqual([id]);
    },
  );
});
