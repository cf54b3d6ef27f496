import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder, newKey } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { startPassline } from '../support/passline.ts';
import { orders, rivalManager, World } from './contract-world.ts';

let world: World;
let service: pg.Client;
/** With their schema: those that have a restaurant in each row. */
let restaurantTables: string[];
const restaurants: string[] = [];

/**
 * Tables without row-level security, each with what makes it harmless. A new one has to be argued for here.
 */
const unguarded: Readonly<Record<string, string>> = {
  'passline.migrations': 'names of migrations',
  'notifier.migrations': 'names of migrations',
  'passline.secrets': 'keys of the installation',
  'passline.relay_heartbeat': 'which relay is at work',
  'passline.insights_heartbeat': 'whether insights is there',
};

beforeAll(async () => {
  world = await World.open();
  for (const account of ['manager', rivalManager]) await fill(account);
  service = new pg.Client({ connectionString: world.database.serviceUrl });
  await service.connect();
  const found = await world.rows<{
    name: string;
  }>(`SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
    WHERE table_schema IN ('passline', 'notifier') AND column_name = 'restaurant_id' ORDER BY 1`);
  restaurantTables = found.map(({ name }) => name);
});
afterAll(async () => {
  await service.end();
  await world.close();
});

/** Something of the restaurant in every table that holds what is a restaurant's. */
async function fill(account: string): Promise<void> {
  const manager = await world.as(account);
  await world.device(undefined, account);
  const { body } = await manager.post(orders, anOrder({ address: 'Somewhere 1' }), {
    'idempotency-key': newKey(),
  });
  await manager.move((body as { order_id: string }).order_id, 'confirmed', {
    notes: 'hot',
    internal_notes: 'nuts',
  });
  const restaurantId = manager.session?.user.restaurant_id ?? '';
  await world.rows(
    `INSERT INTO notifier.consents (phone, restaurant_id, wanted, source, recorded_at) VALUES ('+639170000001', $1, false, 'STOP', now())`,
    [restaurantId],
  );
  await manager.post('/api/v1/customers', {
    username: `new@${restaurantId}.test`,
    password: 'correct horse battery',
    name: 'New',
    restaurant_id: restaurantId,
  });
  await manager.send('PUT', '/api/v1/restaurant/pace', { mode: 'busy', until: '2090-01-01T00:00:00Z' });
  const eaten = await manager.place({ fulfilment: 'pickup' });
  await manager.move(eaten.order_id, 'ready');
  await manager.guest(eaten).post(`${orders}/${eaten.order_id}/feedback/`, { rating: 3, comment: 'hot' });
  await world.rows(
    `INSERT INTO passline.learned_times (restaurant_id, fulfilment, times, learned_at) VALUES ($1, 'pickup', '{}', now())`,
    [restaurantId],
  );
  const weekly = [restaurantId, eaten.order_id];
  await world.rows(
    `INSERT INTO passline.weekly_reports (restaurant_id, week, figures, created_at) VALUES ($1, '2026-03-23', json_build_object('of', $2::text), now())`,
    weekly,
  );
  await world.rows(
    `INSERT INTO passline.weekly_report_emails (request_id, restaurant_id, week, account_id, created_at) VALUES ($2, $1, '2026-03-23', $2, now())`,
    weekly,
  );
  restaurants.push(restaurantId);
}

/** One statement as the service, for this restaurant or for none; rolled back. */
async function asService(statement: string, restaurantId?: string): Promise<Record<string, unknown>[]> {
  await service.query('BEGIN');
  try {
    if (restaurantId !== undefined)
      await service.query(`SELECT set_config('app.restaurant_id', $1, true)`, [restaurantId]);
    return (await service.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await service.query('ROLLBACK');
  }
}

/** Two statements as the owner, of which nothing stays; what the second finds. */
async function asOwner(first: string, second: string): Promise<Record<string, unknown>[]> {
  const client = await world.owner.connect();
  try {
    await client.query(`BEGIN; ${first}`);
    return (await client.query<Record<string, unknown>>(second)).rows;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Restaurants whose rows the service sees in a table; none where it may not look at all. */
async function seenIn(table: string, restaurantId?: string): Promise<unknown[]> {
  const rows = await asService(`SELECT DISTINCT restaurant_id FROM ${table}`, restaurantId).catch(
    (error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === '42501') return [];
      throw error;
    },
  );
  return rows.map((row) => row['restaurant_id']);
}

/** What narrow roles are not there for. */
const trespasses = [
  ['passline_lookup', 'SELECT items FROM passline.orders'],
  ['passline_lookup', 'SELECT * FROM passline.order_contacts'],
  ['passline_relay', 'SELECT * FROM passline.orders'],
  ['passline_login', 'SELECT * FROM passline.orders'],
  ['passline_snapshots', `UPDATE passline.orders SET status = 'x'`],
  ['passline_snapshots', 'SELECT password_hash FROM passline.accounts'],
  ['passline_verify', 'DELETE FROM passline.order_history'],
  ['passline_changes', 'DELETE FROM passline.orders'],
  ['passline_changes', 'SELECT * FROM passline.order_history'],
  ['passline_changes', 'SELECT * FROM passline.accounts'],
  ['passline_jobs', 'DELETE FROM passline.orders'],
  ['passline_enrolment', 'SELECT password_hash FROM passline.accounts'],
  ['passline_enrolment', `UPDATE passline.accounts SET role = 'admin'`],
  ['passline_enrolment', 'SELECT * FROM passline.orders'],
  ['passline_notifier_letters', 'SELECT * FROM notifier.notifications'],
  ['passline_limits', 'SELECT * FROM passline.accounts'],
  ['passline_timers', 'SELECT * FROM passline.orders'],
  ['passline_timers', 'UPDATE passline.timers SET version = 1'],
  ['passline_notices', 'SELECT * FROM passline.feedback'],
  ['passline_insights', 'SELECT * FROM passline.order_texts'],
  ['passline_insights', `UPDATE passline.orders SET status = 'x'`],
  ['passline_keys', 'SELECT * FROM passline.secrets'],
  ['passline_notices', 'SELECT * FROM passline.orders'],
  ['passline_notices', 'DELETE FROM passline.board_notices'],
  ['passline_timers', 'SELECT * FROM passline.orders'],
  ['passline_timers', 'SELECT * FROM passline.feedback'],
  ['passline_insights', `UPDATE passline.feedback SET rating = 5`],
  ['passline_insights', 'SELECT * FROM passline.order_contacts'],
  ['passline_login', 'SELECT * FROM passline.signing_keys'],
  ['passline_notifier_intake', 'SELECT * FROM notifier.notifications'],
  ['passline_notifier_intake', 'SELECT order_id FROM notifier.inbox'],
  ['passline_notifier_due', `UPDATE notifier.notifications SET restaurant_id = gen_random_uuid()`],
  ['passline_notifier_due', 'SELECT * FROM notifier.consents'],
  ['passline_notifier_reports', 'SELECT order_id FROM notifier.notifications'],
  ['passline_notifier_reports', `UPDATE notifier.notifications SET state = 'sent'`],
  ['passline_notifier_consents', 'SELECT * FROM notifier.notifications'],
  ['passline_notifier_consents', 'UPDATE notifier.consents SET wanted = true'],
  ['passline_notifier_dead_letters', 'DELETE FROM notifier.notifications'],
  ['passline_notifier_dead_letters', 'SELECT * FROM passline.orders'],
] as const;

describe('Row-level security between restaurants', () => {
  it('is on for every table of both schemas, save the few that hold nothing of anybody', async () => {
    const tables = await world.rows<{
      name: string;
      guarded: boolean;
    }>(`SELECT relnamespace::regnamespace || '.' || relname AS name, relrowsecurity AND relforcerowsecurity AS guarded
      FROM pg_class WHERE relnamespace IN ('passline'::regnamespace, 'notifier'::regnamespace) AND relkind IN ('r', 'p', 'm', 'f') ORDER BY 1`);
    expect(tables.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual(
      Object.keys(unguarded).sort(),
    );
    expect(restaurantTables.filter((name) => name in unguarded)).toEqual([]);
    expect(restaurantTables).toEqual(
      expect.arrayContaining([
        'passline.orders',
        'passline.order_contacts',
        'passline.accounts',
        'notifier.inbox',
        'notifier.notifications',
        'notifier.consents',
      ]),
    );
  });

  it('would be missed on a new table that was left without it', async () => {
    const found = await asOwner(
      'CREATE TABLE passline.forgotten (restaurant_id uuid)',
      `SELECT relname FROM pg_class WHERE relnamespace = 'passline'::regnamespace AND relkind = 'r' AND NOT relforcerowsecurity`,
    );
    expect(found.map(({ relname }) => relname)).toContain('forgotten');
  });

  it('has rows of both restaurants to keep apart', async () => {
    const emptied = ['passline.outbox'];
    await eventually(
      async () => (await world.rows('SELECT FROM notifier.notifications')).length >= 4,
      'the messages to be noted down',
    );
    for (const table of restaurantTables.filter((name) => !emptied.includes(name))) {
      const found = await world.rows<{ restaurant_id: string }>(
        `SELECT DISTINCT restaurant_id FROM ${table} WHERE restaurant_id IS NOT NULL`,
      );
      expect([table, found.map(({ restaurant_id }) => restaurant_id)]).toEqual([
        table,
        expect.arrayContaining(restaurants),
      ]);
    }
  });

  it('shows the service nothing while it names no restaurant', async () => {
    for (const table of restaurantTables)
      expect([table, await seenIn(table), await seenIn(table, '')]).toEqual([table, [], []]);
  });

  it('shows one restaurant nothing of another', async () => {
    for (const table of restaurantTables) {
      for (const own of restaurants)
        expect([table, (await seenIn(table, own)).filter((id) => id !== own)]).toEqual([table, []]);
    }
    for (const table of ['passline.orders', 'notifier.notifications', 'notifier.consents'])
      expect([table, await seenIn(table, restaurants[0])]).toEqual([table, [restaurants[0]]]);
  });

  it('lets nothing be written to another’s rows', async () => {
    const [own, other] = restaurants;
    const changed = await asService(
      `UPDATE passline.orders SET status = 'cancelled' WHERE restaurant_id = '${other ?? ''}' RETURNING order_id`,
      own,
    );
    expect(changed).toEqual([]);
    await expect(
      asService(`UPDATE passline.orders SET restaurant_id = '${other ?? ''}'`, own),
    ).rejects.toThrow(/row-level security/);
    expect(
      await asService(
        `UPDATE notifier.notifications SET state = 'sent' WHERE restaurant_id = '${other ?? ''}' RETURNING id`,
        own,
      ),
    ).toEqual([]);
    await expect(
      asService(`UPDATE notifier.notifications SET restaurant_id = '${other ?? ''}'`, own),
    ).rejects.toThrow(/row-level security/);
    await expect(
      asService(
        `INSERT INTO passline.outbox (restaurant_id, order_id, headers, value) VALUES ('${other ?? ''}', gen_random_uuid(), '{}', '')`,
        own,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('cannot be turned off by the service', async () => {
    for (const statement of [
      'ALTER TABLE passline.orders DISABLE ROW LEVEL SECURITY',
      'DROP POLICY own_restaurant ON passline.orders',
      'CREATE TABLE passline.mine (id int)',
      'ALTER TABLE notifier.notifications NO FORCE ROW LEVEL SECURITY',
      'DROP POLICY own_restaurant ON notifier.notifications',
      'SET ROLE postgres',
      'ALTER ROLE passline SUPERUSER',
    ]) {
      await expect(asService(statement)).rejects.toThrow(/permission|must be owner|denied/i);
    }
    const [role] = await world.rows(
      `SELECT rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'passline'`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
    });
  });

  it('lets narrow roles do what each is there for, and nothing else', async () => {
    for (const [role, statement] of trespasses) {
      await expect(asService(`SET LOCAL ROLE ${role}; ${statement}`)).rejects.toThrow(/permission denied/);
    }
  });
});

describe('Whoever signs up', () => {
  it('can be made a customer in the database, and nothing else', async () => {
    const make = (
      role: string,
    ): string => `SET LOCAL ROLE passline_enrolment; INSERT INTO passline.accounts (account_id, restaurant_id, role, username, name, password_hash)
      VALUES (gen_random_uuid(), '${restaurants[0] ?? ''}', '${role}', '${role}@made.test', 'Made', 'x')`;
    await asService(make('customer'));
    for (const role of ['admin', 'manager', 'cashier'])
      await expect(asService(make(role))).rejects.toThrow(/row-level security/);
  });

  it('is seen by nobody of a restaurant before the address is confirmed', async () => {
    await expect(asService('SELECT * FROM passline.account_requests', restaurants[0])).rejects.toThrow(
      /permission denied/,
    );
    await expect(asService('SELECT * FROM passline.account_tokens', restaurants[0])).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('History', () => {
  const tamperings = [
    `UPDATE passline.order_history SET status = 'ready'`,
    'DELETE FROM passline.order_history',
    'TRUNCATE passline.order_history',
  ];

  it.each(tamperings)('refuses the service: %s', async (statement) => {
    await expect(asService(statement, restaurants[0])).rejects.toThrow(/permission denied/);
  });

  it.each([
    ...tamperings,
    `UPDATE passline.order_history SET status = 'ready' WHERE false`,
    'TRUNCATE passline.orders CASCADE',
  ])('refuses even the owner: %s', async (statement) => {
    const before = await world.rows('SELECT * FROM passline.order_history ORDER BY order_id, version');
    await expect(world.rows(statement)).rejects.toThrow(/append-only/);
    expect(await world.rows('SELECT * FROM passline.order_history ORDER BY order_id, version')).toEqual(
      before,
    );
  });
});

describe('A start as someone whom row-level security does not bind', () => {
  async function strongRole(name: string, attributes: string, grant?: string): Promise<string> {
    await world.rows(`CREATE ROLE ${name} LOGIN PASSWORD 'strong' ${attributes}`);
    if (grant !== undefined) await world.rows(grant);
    const url = new URL(world.database.adminUrl);
    [url.username, url.password] = [name, 'strong'];
    return url.toString();
  }

  it.each([
    ['the superuser who owns everything', async () => world.database.adminUrl, false],
    ['the owner, whom DATABASE_ADMIN_URL names too', async () => world.database.adminUrl, true],
    [
      'a role that row-level security does not bind',
      () => strongRole('strong_two', 'BYPASSRLS', 'GRANT passline TO strong_two'),
      false,
    ],
    [
      'a member of the owner',
      () => strongRole('strong_three', '', 'GRANT passline, postgres TO strong_three'),
      false,
    ],
  ])('is refused with one line that names the setting: %s', async (_, urlOf, withOwner) => {
    const settings = {
      DATABASE_URL: await urlOf(),
      ...(withOwner ? { DATABASE_ADMIN_URL: world.database.adminUrl } : {}),
    };
    const failure: unknown = await startPassline({ settings }).then(
      (started) => started.stop(),
      (error: unknown) => error,
    );
    const [first = '', ...printed] = (failure instanceof Error ? failure.message : 'it started')
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(first).toMatch(/ended with code 1/);
    expect(printed).toEqual([expect.stringMatching(/^DATABASE_URL: /)]);
    expect(printed.join()).not.toContain('strong@');
  });
});
