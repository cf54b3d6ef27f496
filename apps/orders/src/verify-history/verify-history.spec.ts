import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from '../../../../tests/support/api.ts';
import { type Passline, startPassline } from '../../../../tests/support/passline.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { connectDatabase } from '../database/connect.ts';
import type { Database } from '../database/database.ts';
import { type Finding, verifyHistory } from './verify-history.ts';

let urls: TestDatabase;
let passline: Passline;
let database: Database;
let owner: pg.Client;
let cashier: Api;

beforeAll(async () => {
  urls = await freshDatabase();
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
async function behindTheBack(statement: string, values: unknown[]): Promise<void> {
  await owner.query(`SET session_replication_role = replica`);
  const { rowCount } = await owner
    .query(statement, values)
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
  it('is found intact as the service wrote it', async () => {
    const orderId = await cookedOrder();
    expect(await findings(orderId)).toEqual([]);
  });

  it('names an entry that was changed', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(
      `UPDATE passline.order_history SET status = 'preparing' WHERE order_id = $1 AND version = 3`,
      [orderId],
    );
    expect(await findings(orderId)).toEqual([{ version: 3, what: 'changed' }]);
  });

  it('names an entry whose time was changed by a millisecond', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(
      `UPDATE passline.order_history SET recorded_at = recorded_at + interval '1 millisecond' WHERE order_id = $1 AND version = 2`,
      [orderId],
    );
    expect(await findings(orderId)).toEqual([{ version: 2, what: 'changed' }]);
  });

  it('names an entry that was inserted, even with a hash that fits', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(
      `INSERT INTO passline.order_history SELECT (jsonb_populate_record(h, jsonb_build_object('version', 6, 'event_id', gen_random_uuid()))).*
       FROM passline.order_history h WHERE order_id = $1 AND version = 5`,
      [orderId],
    );
    expect(await findings(orderId)).toContainEqual({ version: 6, what: 'inserted' });
  });

  it('names a last entry that was removed', async () => {
    const orderId = await cookedOrder();
    await behindTheBack('DELETE FROM passline.order_history WHERE order_id = $1 AND version = 5', [orderId]);
    expect(await findings(orderId)).toEqual([{ version: 5, what: 'removed' }]);
  });

  it('names a removed last entry though the order was set back with it', async () => {
    const orderId = await cookedOrder();
    await behindTheBack('DELETE FROM passline.order_history WHERE order_id = $1 AND version = 5', [orderId]);
    await behindTheBack(`UPDATE passline.orders SET version = 4, status = 'cooking' WHERE order_id = $1`, [
      orderId,
    ]);
    expect(await findings(orderId)).toEqual([{ version: 4, what: 'changed' }]);
  });

  it('names an entry removed from the middle', async () => {
    const orderId = await cookedOrder();
    await behindTheBack('DELETE FROM passline.order_history WHERE order_id = $1 AND version = 3', [orderId]);
    expect(await findings(orderId)).toEqual([{ version: 3, what: 'removed' }]);
  });

  it('names a text that was changed, and is content with one that was erased', async () => {
    const orderId = await cookedOrder();
    await behindTheBack('DELETE FROM passline.order_texts WHERE order_id = $1 AND version = 3', [orderId]);
    expect(await findings(orderId)).toEqual([]);
    await behindTheBack(
      `UPDATE passline.order_texts SET notes = 'something else' WHERE order_id = $1 AND version = 2`,
      [orderId],
    );
    expect(await findings(orderId)).toEqual([{ version: 2, what: 'text changed' }]);
  });

  it('names an order whose status is not what its history leads to', async () => {
    const orderId = await cookedOrder();
    await behindTheBack(`UPDATE passline.orders SET status = 'completed' WHERE order_id = $1`, [orderId]);
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
