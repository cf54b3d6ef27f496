import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from '../../../../../tests/support/api.ts';
import { type Passline, startPassline } from '../../../../../tests/support/passline.ts';
import { migratedDatabase, type TestDatabase } from '../../../../../tests/support/postgres.ts';
import { raw, type Sql, sql } from '#libs/postgres';
import { connectDatabase } from '../../platform/database/connect.ts';
import type { Database } from '../../platform/database/database.ts';
import { NarrowRole } from '../../platform/index.ts';
import type { Finding } from './findings-of.ts';
import { proveOrders } from './prove-orders.ts';
import { verifyHistory } from './verify-history.ts';

let urls: TestDatabase;
let passline: Passline;
let database: Database;
let owner: pg.Client;
let cashier: Api;

beforeAll(async () => {
  urls = await migratedDatabase();
  passline = await startPassline({ database: urls });
  database = await connectDatabase({ DATABASE_URL: urls.serviceUrl });
  owner = new pg.Client({ connectionString: urls.adminUrl });
  await owner.connect();
  cashier = await Api.as(passline.url, 'cashier');
});

afterAll(async () => {
  await owner.end();
  await database.dataSource.destroy();
  await passline.stop();
});

/** An order that was confirmed, cooked, delayed and made ready: five entries. */
async function cookedOrder(): Promise<string> {
  const { order_id } = await cashier.place({ fulfilment: 'pickup' });
  await cashier.move(order_id, 'confirmed', { notes: 'thank you' });
  await cashier.move(order_id, 'cooking', { internal_notes: 'table by the window' });
  await cashier.change(order_id, 'delay', { minutes: 5, reason: 'busy' });
  await cashier.move(order_id, 'ready');
  return order_id;
}

/** Does what only the owner of the database can: past the triggers. */
async function behindTheBack(statement: Sql): Promise<void> {
  await owner.query(`SET session_replication_role = replica`);
  const { rowCount } = await owner
    .query(statement)
    .finally(() => owner.query('RESET session_replication_role'));
  expect(rowCount).toBeGreaterThan(0);
}

async function findings(orderId: string): Promise<Pick<Finding, 'version' | 'what'>[]> {
  const verdict = await verifyHistory(database);
  return verdict.findings
    .filter((finding) => finding.orderId === orderId)
    .map(({ version, what }) => ({ version, what }));
}

describe('the history', () => {
  it('is found intact while it is being written', async () => {
    const orderId = await cookedOrder();
    let moved = 0;
    const whileMoving: Pick<Database, 'asRole' | 'snapshotAs'> = {
      asRole: (role, statement) => database.asRole(role, statement),
      snapshotAs: (role, work) =>
        database.snapshotAs(role, (transaction) =>
          work(
            Object.assign(Object.create(transaction) as typeof transaction, {
              query: async (statement: Sql) => {
                const rows = await transaction.query(statement);
                moved += 1;
                await cashier.change(orderId, 'delay', { minutes: 1, reason: 'busy' });
                return rows;
              },
            }),
          ),
        ),
    };
    const { findings: found } = await verifyHistory(whileMoving);
    expect([moved >= 3, found.filter((finding) => finding.orderId === orderId)]).toEqual([true, []]);
  });

  it('is found intact as the service wrote it', async () => {
    const orderId = await cookedOrder();
    expect(await findings(orderId)).toEqual([]);
  });

  it('is intact at a glance, whatever was written', async () => {
    const orderId = await cookedOrder();
    const amended = await cashier.change(orderId, 'amend', { payment: { status: 'paid', method: 'cash' } });
    const recalled = await cashier.change(orderId, 'recall', { reason: 'mistake', notes: 'sorry' });
    expect([amended.status, recalled.status]).toEqual([200, 200]);
    await cashier.move(orderId, 'cancelled', { reason: 'sold_out' });
    const proof = await database.snapshotAs(NarrowRole.Verify, (transaction) =>
      proveOrders(transaction, sql`order_id = ${orderId}`, Infinity),
    );
    expect(proof).toMatchObject({ orders: 1, entries: 8, doubtful: [], newest: { orderId, version: 8 } });
  });

  it.each([
    ['actor_id', 'gen_random_uuid()'],
    ['corrects', '1'],
    ['event_id', 'gen_random_uuid()'],
    ['from_status', 'NULL'],
    ['minutes', '0'],
    ['occurred_at', `occurred_at - interval '1 millisecond'`],
    ['ready_from', 'NULL'],
    ['ready_to', `ready_to + interval '1 millisecond'`],
    ['reason', `'null'`],
    ['restaurant_id', 'gen_random_uuid()'],
    ['role', `'admin'`],
    ['text_digest', 'NULL'],
    ['type', `'amended'`],
    ['previous_hash', 'hash'],
    ['hash', 'previous_hash'],
  ])('names an entry of which %s was changed', async (column, value) => {
    const orderId = await cookedOrder();
    await behindTheBack(
      sql`UPDATE passline.order_history SET ${raw(column)} = ${raw(value)}
        WHERE order_id = ${orderId} AND version = 3`,
    );
    expect(await findings(orderId)).toContainEqual({ version: 3, what: 'changed' });
  });

  it('names an entry that was changed', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(
      sql`UPDATE passline.order_history SET status = 'preparing' WHERE order_id = ${orderId} AND version = 3`,
    );
    expect(await findings(orderId)).toEqual([{ version: 3, what: 'changed' }]);
  });

  it('names an entry whose time was changed by a millisecond', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(
      sql`UPDATE passline.order_history SET recorded_at = recorded_at + interval '1 millisecond'
        WHERE order_id = ${orderId} AND version = 2`,
    );
    expect(await findings(orderId)).toEqual([{ version: 2, what: 'changed' }]);
  });

  it('names an entry that was inserted, even with a hash that fits', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(
      sql`INSERT INTO passline.order_history
        SELECT (jsonb_populate_record(h, ${{ version: 6, event_id: randomUUID() }}::jsonb)).*
        FROM passline.order_history h WHERE order_id = ${orderId} AND version = 5`,
    );
    expect(await findings(orderId)).toContainEqual({ version: 6, what: 'inserted' });
  });

  it('names a last entry that was removed', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(sql`DELETE FROM passline.order_history WHERE order_id = ${orderId} AND version = 5`);
    expect(await findings(orderId)).toEqual([{ version: 5, what: 'removed' }]);
  });

  it('names a removed last entry though the order was set back with it', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(sql`DELETE FROM passline.order_history WHERE order_id = ${orderId} AND version = 5`);
    await behindTheBack(
      sql`UPDATE passline.orders SET version = 4, status = 'cooking' WHERE order_id = ${orderId}`,
    );
    expect(await findings(orderId)).toEqual([{ version: 4, what: 'changed' }]);
  });

  it('names an entry removed from the middle', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(sql`DELETE FROM passline.order_history WHERE order_id = ${orderId} AND version = 3`);
    expect(await findings(orderId)).toEqual([{ version: 3, what: 'removed' }]);
  });

  it('names a text that was changed, and is content with one that was erased', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(sql`DELETE FROM passline.order_texts WHERE order_id = ${orderId} AND version = 3`);
    expect(await findings(orderId)).toEqual([]);
    await behindTheBack(
      sql`UPDATE passline.order_texts SET notes = 'something else' WHERE order_id = ${orderId} AND version = 2`,
    );
    expect(await findings(orderId)).toEqual([{ version: 2, what: 'text changed' }]);
  });

  it('covers what an amendment changed, and to what', async () => {
    const { order_id } = await cashier.place({ fulfilment: 'pickup' });
    const body = { payment: { status: 'paid', method: 'cash' }, items: [{ line: 1, state: 'done' }] };
    expect((await cashier.change(order_id, 'amend', body)).status).toBe(200);
    expect(await findings(order_id)).toEqual([]);
    await behindTheBack(
      sql`UPDATE passline.order_history SET amendment = replace(amendment::text, 'cash', 'card')::json
        WHERE order_id = ${order_id} AND version = 2`,
    );
    expect(await findings(order_id)).toEqual([{ version: 2, what: 'changed' }]);
  });

  it('names an order whose status is not what its history leads to', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(sql`UPDATE passline.orders SET status = 'completed' WHERE order_id = ${orderId}`);
    expect(await findings(orderId)).toEqual([{ version: 5, what: 'order changed' }]);
  });

  it('cannot be changed through the service, nor by the owner while the triggers stand', async () => {
    const orderId = await cookedOrder();
    const client = new pg.Client({ connectionString: urls.serviceUrl });
    await client.connect();
    for (const attempt of [
      `UPDATE passline.order_history SET status = 'ready'`,
      'DELETE FROM passline.order_history',
      'TRUNCATE passline.order_history',
    ]) {
      await expect(client.query(attempt)).rejects.toThrow(/permission denied/);
      await expect(owner.query(attempt)).rejects.toThrow(/append-only/);
    }
    await client.end();
    expect(await findings(orderId)).toEqual([]);
  });
});
