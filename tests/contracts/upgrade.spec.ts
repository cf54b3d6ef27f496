import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { orderSchema, snapshotSchema } from '#libs/contracts';
import { migrateSchema, violates } from '#libs/postgres';
import { openExternalIds } from '../../apps/orders/src/ordering/order/model/order-row.ts';
import { migrationOptions, migrations } from '../../apps/orders/src/platform/database/migrate.ts';
import { rowLevelSecurity } from '../../apps/orders/src/platform/row-level-security/row-level-security.ts';
import { runCommand } from '../services/command.ts';
import { type Answer, Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { startPassline } from '../support/passline.ts';
import { createDatabase, startPostgres, type TestDatabase, type TestPostgres } from '../support/postgres.ts';
import { ServiceProcess } from '../support/service-process.ts';
import { type AnsweredRequest, past, recorded, rehashed } from './release-before/evening.ts';
import { layDown, ReleaseBefore } from './release-before/release-before.ts';

jest.setTimeout(120_000);

const names = migrations.map(({ name }) => name);
const before = [
  ...readFileSync(join(import.meta.dirname, 'release-before/schema.sql'), 'utf8').matchAll(
    /, '(\w+\d{13})'\)/g,
  ),
].map(([, name = '']) => name);
const added = names.filter((name) => !before.includes(name));

const orders = '/api/v1/online/orders';

/** One of its own: roles are of a whole server, and others make those of this release there. */
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** What a service at work does again and again, until it is told that it is enough. */
async function whileServing(service: ReleaseBefore, work: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const serve = async (): Promise<void> => {
    do await service.serve();
    while (!isOver);
  };
  const serving = Promise.all([serve(), serve()]);
  // What fails on one side is told at once, and not after the other has waited for it.
  await Promise.race([work(), serving]).finally(() => (isOver = true));
  await serving;
}

const verified = async ({ serviceUrl }: TestDatabase): Promise<string> => {
  const { out, errors } = await runCommand('history-verify', [], { DATABASE_URL: serviceUrl });
  return out + errors;
};

describe('a database of the release before', () => {
  let base: TestDatabase;
  let service: ReleaseBefore;

  beforeAll(async () => {
    base = await createDatabase(postgres.adminUrl);
    await layDown(base);
    service = new ReleaseBefore(base);
  });
  afterAll(() => service.end());

  it('has had its migrations, and lacks those of this one', () => {
    expect(before).toEqual(names.slice(0, before.length));
    expect(added.length).toBeGreaterThan(0);
  });

  it('is hashed as that one did', () => {
    expect(rehashed(recorded)).toEqual(recorded);
  });

  /** Up to this one, as a start does. */
  const migrateTo = (name: string): Promise<void> =>
    migrateSchema({
      adminUrl: base.adminUrl,
      serviceRole: 'passline',
      servicePassword: 'passline',
      rowLevelSecurity,
      dataSource: (url) =>
        new DataSource({
          ...migrationOptions(url),
          migrations: migrations.slice(0, names.indexOf(name) + 1),
        }),
    });

  it.each(added)('is served by that release before, during and after %s', async (name) => {
    const { length } = service.placed;
    await service.serve();
    await whileServing(service, () => migrateTo(name));
    await service.serve();
    expect(service.placed.length).toBeGreaterThanOrEqual(length + 4);
  });

  it('has all of what was written meanwhile, with a history that is whole', async () => {
    const { length } = service.placed;
    const owner = new pg.Pool({ connectionString: base.adminUrl, max: 1 });
    const count = async (what: string): Promise<number | undefined> =>
      (await owner.query<{ count: number }>(`SELECT count(*)::int FROM passline.${what}`)).rows[0]?.count;
    const ended = "orders WHERE status = 'completed' AND ended_at IS NOT NULL AND lifespan IS NOT NULL";
    const [laid, laidEvents] = [5, 17];
    expect({
      orders: await count('orders'),
      ended: await count(ended),
      events: await count('outbox'),
      moves: service.moves,
    }).toEqual({
      orders: length + laid,
      ended: length + 1,
      events: length * 6 + laidEvents,
      moves: length * 5,
    });
    await owner.end();
    expect(await verified(base)).toMatch(new RegExp(`^Intact: ${length + laid} orders`));
  });
});

describe('the program of this release, on a database that the one before is still at work on', () => {
  let base: TestDatabase;
  let service: ReleaseBefore;
  let program: ServiceProcess;
  let owner: pg.Pool;
  const callers = new Map<string, Api>();

  beforeAll(async () => {
    base = await createDatabase(postgres.adminUrl);
    await layDown(base);
    [service, owner] = [new ReleaseBefore(base), new pg.Pool({ connectionString: base.adminUrl, max: 2 })];
    program = await ServiceProcess.of('orders', {
      DATABASE_URL: base.serviceUrl,
      DATABASE_ADMIN_URL: base.adminUrl,
      // Nobody is there: what waits in the outbox goes on to wait.
      KAFKA_BROKERS: '127.0.0.1:1',
      LOG_LEVEL: 'silent',
      SERVICE_CLIENT_ID: 'passline',
      SERVICE_CLIENT_SECRET: 'the secret that the tests share',
      RATE_LIMITS: 'off',
    });
  });
  afterAll(async () => {
    await program.end('SIGTERM');
    await Promise.all([service.end(), owner.end()]);
  });

  const isWaiting = async (): Promise<boolean> => {
    const { rows } = await owner.query<{ waiting: boolean }>(
      "SELECT count(*) > 0 AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%'",
    );
    return rows[0]!.waiting;
  };

  it('starts beside it, and gives way to who reads for long', async () => {
    // Someone reads the orders for longer than a change of the table waits: it gives way, and comes again.
    const report = await owner.connect();
    await report.query('BEGIN');
    await report.query('SELECT count(*) FROM passline.orders');
    await whileServing(service, async () => {
      const started = program.start();
      await eventually(isWaiting, 'a change of the table that waits for the report', 30_000);
      await eventually(async () => !(await isWaiting()), 'the change to give way');
      await report.query('COMMIT');
      await started;
      const { length } = service.placed;
      await eventually(() => service.placed.length > length + 5, 'the release before to go on');
    }).finally(() => report.release());
  });

  /** Whoever asked the release before, by the session that began there. */
  async function as(name: string): Promise<Api> {
    const known = callers.get(name) ?? (name === 'device' ? await asDevice() : await asStaff(name));
    callers.set(name, known);
    return known;
  }
  async function asStaff(name: string): Promise<Api> {
    const { status, body } = await new Api(program.url).post('/api/v1/auth/refresh', {
      refresh_token: past.sessions[name],
    });
    expect({ name, status }).toEqual({ name, status: 200 });
    return new Api(program.url, (body as { access_token: string }).access_token);
  }
  async function asDevice(): Promise<Api> {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...past.device });
    const { body } = await new Api(program.url).sendForm('/api/v1/auth/token', form);
    return new Api(program.url, (body as { access_token: string }).access_token);
  }

  const repeat = async ({ as: name, path, key, body }: AnsweredRequest): Promise<Answer> =>
    (await as(name)).post(path, body, { 'idempotency-key': key });
  const told = ({ status, headers, body }: Answer): unknown => {
    const { order_id, version, result } = body as { order_id: string; version: number; result?: string };
    const replayed = headers.get('idempotency-replayed');
    return { isTaken: status < 300, replayed, order_id, version, ...(result && { result }) };
  };

  it.each(past.requests.map((request) => [request.key, request] as const))(
    'answers the repeat of what that one has answered as it did: %s',
    async (_, request) => {
      expect(told(await repeat(request))).toEqual({ isTaken: true, replayed: 'true', ...request.answer });
    },
  );

  it('does so in a batch', async () => {
    const { as: name, updates, answers } = past.batch;
    const { body } = await (
      await as(name)
    ).post(`${orders}/update-status/`, { updates: updates.slice(0, 1) });
    const [{ order_id, result, version }] = answers as [AnsweredRequest['answer']];
    expect(body).toMatchObject({ results: [{ order_id, result, snapshot: { version } }] });
  });

  it.each(past.requests.map((request) => [request.key, request] as const))(
    'refuses another request under the key of that one: %s',
    async (_, request) => {
      const first = 'fulfilment' in request.body ? { external_id: 'another' } : { notes: 'Another' };
      const answer = await repeat({ ...request, body: { ...request.body, ...first } });
      expect([answer.status, answer.body]).toEqual([
        422,
        expect.objectContaining({ code: 'idempotency_key_reused' }),
      ]);
    },
  );

  it('refuses under a key of its own what that one would have taken for the same', async () => {
    const till = await as('device');
    const order = { fulfilment: 'pickup', items: [{ name: 'Tea', quantity: 1, unit_price: 100 }] };
    const key = { 'idempotency-key': 'of-this-release' };
    expect((await till.post(orders, order, key)).status).toBe(201);
    expect((await till.post(orders, { ...order, notes: 'no sugar' }, key)).status).toBe(422);
  });

  it('shows what that one has written, with what it did not know of left empty', async () => {
    const { body } = await (await as('cashier')).get(`${orders}/${past.orders.pickup}`);
    expect(orderSchema.parse(body)).toMatchObject({
      order_number: 'ONLINE-000002',
      display_number: '2',
      status: 'preparing',
      version: 5,
      adjustments: [],
      payment: { status: 'unpaid' },
      notes: null,
      total: { amount: 18_000 },
      external_id: 'till-2',
    });
    const guest = new Api(program.url, past.links.delivery);
    const snapshot = snapshotSchema.parse(
      (await guest.get(`${orders}/${past.orders.delivery}/status/`)).body,
    );
    expect(snapshot.status_history.map(({ type, status }) => [type, status])).toEqual([
      ['placed', 'pending'],
      ['status_changed', 'confirmed'],
      ['status_changed', 'cooking'],
      ['delayed', 'cooking'],
    ]);
  });

  it('shows an order by its link that had ended there, within a day', async () => {
    const guest = new Api(program.url, past.links.dineIn);
    const { status, body } = await guest.get(`${orders}/${past.orders.dineIn}/status/`);
    expect([status, body]).toEqual([200, expect.objectContaining({ status: 'completed' })]);
  });

  it('goes on with its orders: moves, recalls, delays, amends', async () => {
    const cashier = await as('cashier');
    const { delivery } = past.orders;
    expect(await cashier.move(delivery, 'ready')).toMatchObject({ version: 5, status: 'ready' });
    const recalled = await cashier.change(delivery, 'recall', { reason: 'mistake' });
    expect(recalled.body).toMatchObject({ version: 6, status: 'cooking' });
    const delay = await cashier.change(delivery, 'delay', { minutes: 5, reason: 'busy' });
    expect(delay.body).toMatchObject({ version: 7 });
    const paid = await cashier.change(delivery, 'amend', { payment: { status: 'paid' } });
    expect(paid.body).toMatchObject({ version: 8, payment: { status: 'paid' } });
    expect(await cashier.move(past.orders.own, 'ready')).toMatchObject({ version: 3 });
    // What that one does at this moment, too.
    const { orderId } = await service.move(await service.place(null), 'ready');
    const undone = await cashier.change(orderId, 'recall', { reason: 'mistake' });
    expect(undone.body).toMatchObject({ version: 3, status: 'pending' });
  });

  it('lists by its end what that one ends', async () => {
    const last = await service.place(null);
    let order = last;
    for (const status of ['ready', 'completed']) order = await service.move(order, status);
    const { body } = await (await as('cashier')).get(`${orders}?status=completed&limit=1`);
    expect(body).toMatchObject({ orders: [{ order_id: last.orderId }] });
  });

  it('refuses an external_id that is in use in the way that the release before understands', async () => {
    await service.place('till-7');
    const refused = await service.place('till-7').catch((error: unknown) => error);
    expect(violates(refused, openExternalIds)).toBe(true);
  });

  it('has a history that is whole', async () => {
    expect(await verified(base)).toMatch(/^Intact: \d+ orders/);
  });

  it('sends the events that waited since then, once it can', async () => {
    const { rows } = await owner.query<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM passline.outbox',
    );
    expect(rows[0]?.waiting).toBeGreaterThan(16);
    await program.end('SIGTERM');
    const passline = await startPassline({ database: base });
    try {
      await eventually(
        async () => {
          const left = await owner.query('SELECT FROM passline.outbox');
          return left.rowCount === 0;
        },
        'the outbox to be empty',
        60_000,
      );
    } finally {
      await passline.stop();
    }
  });
});
