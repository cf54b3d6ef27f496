import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Services, servicesStartTimeoutMs } from '../support/services.ts';
import { countedOrders, missing, replay, waiting, workedOut } from './replay.ts';

// Real here: insights and its neighbours as processes of their own, Kafka, and PostgreSQL.
let services: Services;
let owner: pg.Pool;

beforeAll(async () => {
  services = await Services.start({
    settings: { RATE_LIMITS: 'off', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'orders@example.test' },
    instances: { 'tracking-gateway': 0, insights: 2 },
  });
  owner = new pg.Pool({ connectionString: services.database.adminUrl, max: 2 });
}, servicesStartTimeoutMs);
afterAll(async () => {
  await owner.end();
  await services.stop();
}, 60_000);

const path = (id: string, what: string) => `/api/v1/online/orders/${id}/${what}/`;

async function livesOn(cashier: Api): Promise<void> {
  const { order_id } = await cashier.place({ fulfilment: 'pickup' });
  for (const status of ['confirmed', 'cooking', 'ready'])
    await cashier.post(path(order_id, 'update-status'), { status });
  await cashier.post(path(order_id, 'recall'), { reason: 'mistake' });
}

describe('insights over Kafka', () => {
  it('has every change once, and what orders come to by a replay, though it is killed again and again', async () => {
    const cashier = await Api.as(services.url, 'cashier');
    const [first, second] = services.all('insights');
    for (const one of [first, second, first]) {
      const evening = Array.from({ length: 20 }, () => livesOn(cashier));
      await eventually(async () => (await missing(owner)) > 0, 'changes that insights has still to hear');
      await one?.end('SIGKILL');
      await Promise.all(evening);
      await one?.start();
    }
    await eventually(async () => (await missing(owner)) === 0, 'every change to be written down', 60_000);
    await eventually(async () => (await waiting(owner)) === 0, 'all to be worked out', 40_000);
    const replayed = await replay(services.database.serviceUrl);
    expect(replayed.length).toBeGreaterThanOrEqual(60);
    expect(await workedOut(owner)).toEqual(replayed);
    expect(await countedOrders(services.database.serviceUrl, owner)).toBe(replayed.length);
    const learned = `SELECT FROM passline.learned_times WHERE fulfilment = 'pickup'`;
    await eventually(async () => (await owner.query(learned)).rowCount === 1, 'learned times', 40_000);
  }, 180_000);

  it('hands in what it learns, and says that it is there', async () => {
    const { rows } = await owner.query<{ ago: number }>(
      `SELECT extract(epoch FROM now() - beaten_at)::float8 AS ago FROM passline.insights_heartbeat`,
    );
    expect(rows[0]?.ago).toBeLessThan(40);
  });
});
