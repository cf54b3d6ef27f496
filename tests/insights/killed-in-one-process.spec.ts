import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';
import { countedOrders, missing, replay, waiting, workedOut } from './replay.ts';

// Real here: the whole program as `npm start` runs it, and a PostgreSQL that outlives it.
let database: TestDatabase;
let owner: pg.Pool;
let passline: Passline;

const start = () => startPassline({ database, settings: { RATE_LIMITS: 'off' } });

beforeAll(async () => {
  database = await migratedDatabase();
  owner = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  passline = await start();
}, 90_000);
afterAll(async () => {
  await passline.stop();
  await owner.end();
}, 60_000);

const path = (id: string, what: string) => `/api/v1/online/orders/${id}/${what}/`;

/** As far as it comes before the program is killed. */
async function livesOn(cashier: Api): Promise<void> {
  const { order_id } = await cashier.place({ fulfilment: 'pickup' });
  for (const status of ['confirmed', 'cooking', 'ready'])
    await cashier.post(path(order_id, 'update-status'), { status });
  await cashier.post(path(order_id, 'recall'), { reason: 'mistake' });
}

const changes = async (): Promise<number> =>
  (await owner.query('SELECT FROM passline.order_history')).rowCount ?? NaN;

describe('insights in one process with all else', () => {
  it('has what orders come to by a replay, each once, though all of it is killed again and again', async () => {
    for (let kill = 0; kill < 3; kill += 1) {
      const cashier = await Api.as(passline.url, 'cashier');
      const before = await changes();
      const evening = Promise.allSettled(Array.from({ length: 30 }, () => livesOn(cashier)));
      await eventually(async () => (await changes()) > before + 40, 'a stream of changes');
      await passline.end('SIGKILL');
      await evening;
      passline = await start();
    }
    await eventually(async () => (await missing(owner)) === 0, 'every change to be written down', 30_000);
    await eventually(async () => (await waiting(owner)) === 0, 'all to be worked out', 30_000);
    const replayed = await replay(database.serviceUrl);
    expect(replayed.length).toBeGreaterThan(30);
    expect(await workedOut(owner)).toEqual(replayed);
    expect(await countedOrders(database.serviceUrl, owner)).toBe(replayed.length);
  }, 180_000);
});
