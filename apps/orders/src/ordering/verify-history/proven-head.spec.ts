import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { costOf, type Cost, planModes } from '../../../../../tests/support/plans.ts';
import { migratedDatabase } from '../../../../../tests/support/postgres.ts';
import { type Sql, sql } from '#libs/postgres';
import { isFinal } from '#libs/order-model';
import type { Status } from '#libs/status-machine';
import { connectDatabase } from '../../platform/database/connect.ts';
import type { Database } from '../../platform/index.ts';
import { chainStart, hashOf } from '../order/model/history-hash.ts';
import { historyColumns, type HistoryRow } from '../order/model/history-row.ts';
import { type ProvenHead, ordersSince, readHead, writeHead } from './proven-head.ts';
import { type Verdict, verifyHistory } from './verify-history.ts';

// Real here: PostgreSQL and the chain. Orders are written as the service writes them, with times of long ago.
const restaurantId = '0190a000-0000-7000-8000-000000000001';
const hour = 3_600_000;
const monday = Date.parse('2026-01-05T12:00:00.000Z');
const tuesday = monday + 24 * hour;

let owner: pg.Client;
let service: pg.Client;
let database: Database;

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  owner = new pg.Client({ connectionString: adminUrl });
  service = new pg.Client({ connectionString: serviceUrl });
  await Promise.all([owner.connect(), service.connect()]);
  await owner.query(`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    VALUES ('${restaurantId}', 'Mabuhay', 'Asia/Manila', 'en', 'PHP', 20)`);
}, 60_000);
afterAll(() => Promise.all([owner.end(), service.end(), database.close()]));

/** An order and the newest entry of its history. */
class Written {
  readonly orderId = newId();
  #newest: HistoryRow | null = null;

  async moveTo(status: Status, at: number): Promise<void> {
    const before = this.#newest;
    const row = {
      orderId: this.orderId,
      restaurantId,
      version: (before?.version ?? 0) + 1,
      eventId: randomUUID(),
      type: before === null ? 'placed' : 'status_changed',
      fromStatus: before?.status ?? null,
      status,
      corrects: null,
      minutes: null,
      reason: null,
      amendment: null,
      role: 'cashier',
      actorId: null,
      occurredAt: at,
      recordedAt: at,
      readyFrom: null,
      readyTo: null,
      arrivesFrom: null,
      arrivesTo: null,
      basis: null,
      acceptBy: null,
      textDigest: null,
    } as const;
    const previousHash = before?.hash ?? chainStart;
    this.#newest = { ...row, previousHash, hash: hashOf(row, previousHash) };
    await this.#stand(this.#newest);
    await owner.query(
      sql`INSERT INTO passline.order_history (${historyColumns.names})
        VALUES (${historyColumns.values(this.#newest)})`,
    );
  }

  async #stand({ status, version, hash, recordedAt }: HistoryRow): Promise<void> {
    const at = new Date(recordedAt);
    const endedAt = isFinal(status) ? at : null;
    await owner.query(
      sql`INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment, status, version,
          workflow_version, items, total_amount, currency, work_minutes, placed_at, updated_at, head_hash)
        VALUES (${this.orderId}, ${restaurantId}, ${this.orderId}, 'pickup', ${status}, ${version}, 1, '[]', 0,
          'PHP', 20, ${at}, ${at}, ${hash})
        ON CONFLICT (order_id) DO UPDATE SET status = ${status}, version = ${version}, updated_at = ${at},
          head_hash = ${hash}, ended_at = ${endedAt}`,
    );
  }
}

/** Past the triggers, as only the owner can. */
async function behindTheBack(statement: Sql): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  await owner.query(statement).finally(() => owner.query('RESET session_replication_role'));
}

const foundIn = ({ findings }: Verdict): unknown[] =>
  findings.map(({ orderId, version, what }) => ({ orderId, version, what }));

describe('a history that was proven up to a head', () => {
  let untouched: Written;
  let cooking: Written;
  let head: ProvenHead;

  /** Two orders of Monday, of which one goes on. */
  beforeEach(async () => {
    await behindTheBack(sql`TRUNCATE passline.orders CASCADE`);
    [untouched, cooking] = [new Written(), new Written()];
    await untouched.moveTo('pending', monday);
    await untouched.moveTo('completed', monday + hour);
    await cooking.moveTo('pending', monday + hour);
    await cooking.moveTo('cooking', monday + 2 * hour);
    head = (await verifyHistory(database)).head!;
  });

  it('has the newest entry for its head, and is proven further from it as it was written down', async () => {
    expect(head).toMatchObject({ at: monday + 2 * hour, orderId: cooking.orderId, version: 2 });
    const placed = new Written();
    await placed.moveTo('pending', tuesday);
    await cooking.moveTo('ready', tuesday + 1);
    const verdict = await verifyHistory(database, { since: readHead(writeHead(head)) });
    expect(verdict).toEqual({
      orders: 2,
      entries: 4,
      findings: [],
      head: expect.objectContaining({ at: tuesday + 1, orderId: cooking.orderId, version: 3 }),
    });
    expect(await verifyHistory(database, { since: verdict.head! })).toMatchObject({ orders: 1, entries: 3 });
  });

  it('is not read again before it', async () => {
    await behindTheBack(
      sql`UPDATE passline.order_history SET status = 'cancelled' WHERE order_id = ${untouched.orderId} AND version = 2`,
    );
    expect(await verifyHistory(database, { since: head })).toMatchObject({ orders: 1, findings: [] });
    expect(await verifyHistory(database)).toMatchObject({ orders: 2, head: null });
  });

  it('shows what was changed, inserted or removed after it', async () => {
    const [changed, removed] = [new Written(), new Written()];
    for (const order of [changed, removed]) await order.moveTo('pending', tuesday);
    for (const order of [changed, removed]) await order.moveTo('completed', tuesday + hour);
    await behindTheBack(
      sql`UPDATE passline.order_history SET role = 'admin' WHERE order_id = ${changed.orderId} AND version = 2`,
    );
    await behindTheBack(sql`DELETE FROM passline.order_history WHERE order_id = ${removed.orderId}`);
    await cooking.moveTo('completed', tuesday);
    await behindTheBack(
      sql`DELETE FROM passline.order_history WHERE order_id = ${cooking.orderId} AND version = 3`,
    );
    await behindTheBack(
      sql`INSERT INTO passline.order_history
        SELECT (jsonb_populate_record(h, ${{ version: 3, recorded_at: new Date(tuesday) }}::jsonb)).*
        FROM passline.order_history h WHERE order_id = ${untouched.orderId} AND version = 2`,
    );
    const verdict = await verifyHistory(database, { since: head });
    const expected = [
      { orderId: cooking.orderId, version: 3, what: 'removed' },
      { orderId: changed.orderId, version: 2, what: 'changed' },
      { orderId: removed.orderId, version: 1, what: 'removed' },
      { orderId: removed.orderId, version: 2, what: 'removed' },
      { orderId: untouched.orderId, version: 3, what: 'changed' },
      { orderId: untouched.orderId, version: 3, what: 'inserted' },
    ];
    expect(foundIn(verdict)).toHaveLength(expected.length);
    expect(foundIn(verdict)).toEqual(expect.arrayContaining(expected));
    expect(verdict.head).toBeNull();
  });

  it('is not proven further where the head itself is no longer as it was', async () => {
    await behindTheBack(
      sql`DELETE FROM passline.order_history WHERE order_id = ${cooking.orderId} AND version = 2`,
    );
    await expect(verifyHistory(database, { since: head })).rejects.toThrow(
      `version 2 of the order ${cooking.orderId}, which was proven last, is not in this history as it was then`,
    );
  });

  it('has no head among what was recorded just now, since more of the same time may yet be written', async () => {
    await untouched.moveTo('pending', Date.now());
    expect((await verifyHistory(database)).head).toEqual(head);
  });
});

describe('a head', () => {
  const good = `2026-01-05T14:00:00.000Z/${restaurantId}/2/${'0a'.repeat(32)}`;

  it('is read as it was written', () => {
    expect(writeHead(readHead(good))).toBe(good);
  });

  it.each([
    ['nothing', ''],
    ['a time alone', '2026-01-05T14:00:00.000Z'],
    ['a time that there is not', good.replace('01-05', '13-05')],
    ['no version', good.replace('/2/', '/0/')],
    ['half a hash', good.slice(0, -2)],
    ['more than a head', `${good}/1`],
  ])('that is %s is refused, with what it should be', (_, text) => {
    expect(() => readHead(text)).toThrow(
      /is no head: take it as the command printed it, a time, an order, a version/,
    );
  });
});

describe('the orders since a head', () => {
  const many = 20_000;

  beforeAll(async () => {
    await behindTheBack(sql`TRUNCATE passline.orders CASCADE`);
    await owner.query(`
      INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment, status, version,
        workflow_version, items, total_amount, currency, work_minutes, placed_at, updated_at, ended_at, head_hash)
      SELECT gen_random_uuid(), '${restaurantId}', n, 'pickup', 'completed', 1, 1, '[]', 0, 'PHP', 20,
        at, at + interval '30 minutes', at + interval '30 minutes', ''
      FROM generate_series(1, ${String(many)}) AS n,
        LATERAL (SELECT timestamptz '2026-01-05T12:00:00Z' + n * interval '1 minute' AS at) AS times;
      INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, status, role,
        occurred_at, recorded_at, previous_hash, hash)
      SELECT order_id, n, restaurant_id, gen_random_uuid(), 'placed', 'pending', 'cashier',
        updated_at, updated_at, sha256('1'), sha256('2')
      FROM passline.orders, generate_series(1, 5) AS n ORDER BY placed_at`);
    await owner.query('VACUUM ANALYZE passline.orders, passline.order_history');
    await owner.query(`SELECT brin_summarize_new_values('passline.order_history_by_age')`);
  }, 60_000);

  it.each(planModes)('are found without looking through those before it, with %s', async (mode) => {
    const costs: Cost[] = [];
    const asRole: Database['asRole'] = async <Row extends object>(role: string, statement: unknown) => {
      await service.query(`SET ROLE ${role}`);
      costs.push(await costOf(service, mode, statement as Sql));
      return [{}] as Row[];
    };
    const at = monday + (many - 60) * 60_000;
    await ordersSince({ asRole }, { at, orderId: restaurantId, version: 1, hash: '' });
    // An index of ranges leads to all rows of a range: a megabyte of them.
    expect(costs.map(({ rows }) => rows < many / 2)).toEqual([true, true]);
    expect(costs.map(({ pages }) => pages < 500)).toEqual([true, true]);
  });
});
