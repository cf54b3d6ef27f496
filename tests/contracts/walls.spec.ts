import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder, newKey } from '../support/api.ts';
import { startPassline } from '../support/passline.ts';
import { orders, rivalManager, World } from './contract-world.ts';

let world: World;
let service: pg.Client;
let walled: string[];
const restaurants: string[] = [];

beforeAll(async () => {
  world = await World.open();
  for (const account of ['manager', rivalManager]) await fill(account);
  service = new pg.Client({ connectionString: world.database.serviceUrl });
  await service.connect();
  const found = await world.rows<{ table_name: string }>(`SELECT table_name FROM information_schema.columns WHERE table_schema = 'passline' AND column_name = 'restaurant_id' ORDER BY 1`);
  walled = found.map(({ table_name }) => table_name);
});
afterAll(async () => {
  await service.end();
  await world.close();
});

/** Something of the restaurant in every table that holds what is a restaurant's. */
async function fill(account: string): Promise<void> {
  const manager = await world.as(account);
  await world.device(undefined, account);
  const { body } = await manager.post(orders, anOrder({ address: 'Somewhere 1' }), { 'idempotency-key': newKey() });
  await manager.move((body as { order_id: string }).order_id, 'cooking', { notes: 'hot', internal_notes: 'nuts' });
  restaurants.push(manager.session?.user.restaurant_id ?? '');
}

/** One statement as the service, for this restaurant or for none; rolled back. */
async function asService(statement: string, restaurantId?: string): Promise<Record<string, unknown>[]> {
  await service.query('BEGIN');
  try {
    if (restaurantId !== undefined) await service.query(`SELECT set_config('app.restaurant_id', $1, true)`, [restaurantId]);
    return (await service.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await service.query('ROLLBACK');
  }
}

/** Restaurants whose rows the service sees in a table; none where it may not look at all. */
async function seenIn(table: string, restaurantId?: string): Promise<unknown[]> {
  const rows = await asService(`SELECT DISTINCT restaurant_id FROM passline.${table}`, restaurantId).catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && error.code === '42501') return [];
    throw error;
  });
  return rows.map((row) => row['restaurant_id']);
}

describe('The walls between restaurants, in the database itself', () => {
  it('stand around every table that holds what is a restaurant’s', async () => {
    expect(walled).toEqual(expect.arrayContaining(['orders', 'order_history', 'order_contacts', 'order_texts', 'outbox', 'idempotency_keys', 'accounts', 'devices', 'restaurants']));
    const open = await world.rows(`SELECT relname FROM pg_class WHERE relnamespace = 'passline'::regnamespace AND relname = ANY($1) AND NOT (relrowsecurity AND relforcerowsecurity)`, [walled]);
    expect(open).toEqual([]);
  });

  it('have rows of both restaurants behind them', async () => {
    for (const table of walled.filter((name) => name !== 'outbox')) {
      const found = await world.rows<{ restaurant_id: string }>(`SELECT DISTINCT restaurant_id FROM passline.${table} WHERE restaurant_id IS NOT NULL`);
      expect([table, found.map(({ restaurant_id }) => restaurant_id)]).toEqual([table, expect.arrayContaining(restaurants)]);
    }
  });

  it('show the service nothing while it names no restaurant', async () => {
    for (const table of walled) expect([table, await seenIn(table), await seenIn(table, '')]).toEqual([table, [], []]);
  });

  it('show one restaurant nothing of another', async () => {
    for (const table of walled) {
      for (const own of restaurants) expect([table, (await seenIn(table, own)).filter((id) => id !== own)]).toEqual([table, []]);
    }
    expect(await seenIn('orders', restaurants[0])).toEqual([restaurants[0]]);
  });

  it('let nothing be written over them', async () => {
    const [own, other] = restaurants;
    const changed = await asService(`UPDATE passline.orders SET status = 'cancelled' WHERE restaurant_id = '${other ?? ''}' RETURNING order_id`, own);
    expect(changed).toEqual([]);
    await expect(asService(`UPDATE passline.orders SET restaurant_id = '${other ?? ''}'`, own)).rejects.toThrow(/row-level security/);
    await expect(asService(`INSERT INTO passline.outbox (restaurant_id, order_id, headers, value) VALUES ('${other ?? ''}', gen_random_uuid(), '{}', '')`, own)).rejects.toThrow(/row-level security/);
  });

  it('cannot be taken down by the service', async () => {
    for (const statement of ['ALTER TABLE passline.orders DISABLE ROW LEVEL SECURITY', 'DROP POLICY own_restaurant ON passline.orders', 'CREATE TABLE passline.mine (id int)', 'SET ROLE postgres', 'ALTER ROLE passline SUPERUSER']) {
      await expect(asService(statement)).rejects.toThrow(/permission|must be owner|denied/i);
    }
    const [role] = await world.rows(`SELECT rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'passline'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolinherit: false, rolcreaterole: false, rolcreatedb: false });
  });

  it('are not passed by the narrow roles, but for what each is there for', async () => {
    for (const [role, statement] of [['passline_lookup', 'SELECT items FROM passline.orders'], ['passline_lookup', 'SELECT * FROM passline.order_contacts'], ['passline_relay', 'SELECT * FROM passline.orders'], ['passline_login', 'SELECT * FROM passline.orders'], ['passline_snapshots', `UPDATE passline.orders SET status = 'x'`], ['passline_snapshots', 'SELECT password_hash FROM passline.accounts'], ['passline_verify', 'DELETE FROM passline.order_history'], ['passline_jobs', 'DELETE FROM passline.orders']]) {
      await expect(asService(`SET LOCAL ROLE ${role ?? ''}; ${statement ?? ''}`)).rejects.toThrow(/permission denied/);
    }
  });
});

describe('History', () => {
  const tamperings = [`UPDATE passline.order_history SET status = 'ready'`, 'DELETE FROM passline.order_history', 'TRUNCATE passline.order_history'];

  it.each(tamperings)('refuses the service: %s', async (statement) => {
    await expect(asService(statement, restaurants[0])).rejects.toThrow(/permission denied/);
  });

  it.each([...tamperings, `UPDATE passline.order_history SET status = 'ready' WHERE false`, 'TRUNCATE passline.orders CASCADE'])('refuses even the owner: %s', async (statement) => {
    const before = await world.rows('SELECT * FROM passline.order_history ORDER BY order_id, version');
    await expect(world.rows(statement)).rejects.toThrow(/append-only/);
    expect(await world.rows('SELECT * FROM passline.order_history ORDER BY order_id, version')).toEqual(before);
  });
});

describe('A start as someone who could climb over the walls', () => {
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
    ['a role that row-level security does not bind', () => strongRole('strong_two', 'BYPASSRLS', 'GRANT passline TO strong_two'), false],
    ['a member of the owner', () => strongRole('strong_three', '', 'GRANT passline, postgres TO strong_three'), false],
  ])('is refused with one line that names the setting: %s', async (_, urlOf, withOwner) => {
    const settings = { DATABASE_URL: await urlOf(), ...(withOwner ? { DATABASE_ADMIN_URL: world.database.adminUrl } : {}) };
    const failure: unknown = await startPassline({ settings }).then((started) => started.stop(), (error: unknown) => error);
    const [first = '', ...printed] = (failure instanceof Error ? failure.message : 'it started').split('\n').filter((line) => line.trim() !== '');
    expect(first).toMatch(/ended with code 1/);
    expect(printed).toEqual([expect.stringMatching(/^DATABASE_URL: /)]);
    expect(printed.join()).not.toContain('strong@');
  });
});
