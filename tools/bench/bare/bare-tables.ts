import pg from 'pg';
import { type Sql, sql } from '#libs/postgres';
import type { DatabaseUrls } from '../programs.ts';

const copyName = 'bare';

/**
 * A copy of Passline's database in the same cluster, with all its tables, walls and triggers, in which only
 * the benchmark writes. Nobody may be connected to the original meanwhile.
 */
export class BareTables {
  private constructor(
    private readonly adminUrl: string,
    readonly serviceUrl: string,
    readonly restaurantId: string,
  ) {}

  static async copy(original: DatabaseUrls): Promise<BareTables> {
    const name = new URL(original.adminUrl).pathname.slice(1);
    await asAdmin(withDatabase(original.adminUrl, 'postgres'), (client) =>
      client.query(`CREATE DATABASE ${copyName} TEMPLATE ${name}`),
    );
    const adminUrl = withDatabase(original.adminUrl, copyName);
    const { rows } = await asAdmin(adminUrl, (client) =>
      client.query<{ restaurant_id: string }>('SELECT restaurant_id FROM passline.orders LIMIT 1'),
    );
    const [sample] = rows;
    if (sample === undefined) throw new Error('the database holds no order to copy from');
    return new BareTables(adminUrl, withDatabase(original.serviceUrl, copyName), sample.restaurant_id);
  }

  /**
   * Pickup orders in `pending`, each like the sample order with its first history row; what earlier runs left
   * in the outbox is taken away.
   */
  async newOrders(count: number): Promise<string[]> {
    return asAdmin(this.adminUrl, async (client) => {
      await client.query('TRUNCATE passline.outbox');
      const { rows } = await client.query<{ order_id: string }>(insertOrders(count));
      const orderIds = rows.map(({ order_id }) => order_id);
      await client.query(insertFirstEntries(orderIds));
      return orderIds;
    });
  }
}

const insertOrders = (count: number): Sql => sql`
  INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment, status, version,
    workflow_version, items, total_amount, currency, work_minutes, ready_from, ready_to, placed_at,
    updated_at, head_hash)
  SELECT id, s.restaurant_id, 'BARE-' || id, 'pickup', 'pending', 1,
    s.workflow_version, s.items, s.total_amount, s.currency, s.work_minutes, s.ready_from, s.ready_to, now(),
    now(), s.head_hash
  FROM (SELECT * FROM passline.orders ORDER BY placed_at LIMIT 1) s,
    (SELECT gen_random_uuid() AS id FROM generate_series(1, ${count})) ids
  RETURNING order_id`;

const insertFirstEntries = (orderIds: readonly string[]): Sql => sql`
  INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, status, role,
    occurred_at, recorded_at, previous_hash, hash)
  SELECT order_id, 1, restaurant_id, gen_random_uuid(), 'placed', 'pending', 'cashier',
    placed_at, placed_at, head_hash, head_hash
  FROM passline.orders WHERE order_id = ANY (${orderIds}::uuid[])`;

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = name;
  return other.toString();
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
