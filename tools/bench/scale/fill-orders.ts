import type pg from 'pg';
import { happyPath } from '#libs/order-model';
import { type Sql, sql } from '#libs/postgres';
import { Status, workflowVersion } from '#libs/status-machine';
import { items } from '../load/place-pickup.ts';
import type { Say } from '../size.ts';

/** Of each restaurant, however many orders it has had: as many as a kitchen has in hand. */
export const activeEach = 20;
/** So many of each restaurant's ended orders were rejected, over all its time; all others were completed. */
export const rareEach = 5;
export const rareStatus: Status = Status.Rejected;

export interface Filling {
  /** In all; as many for each of the restaurants. */
  readonly orders: number;
  readonly restaurantIds: readonly string[];
}

/** What one statement writes, with eight times as many rows of history. */
const atOnce = 20_000;
const path = happyPath('delivery');
const activeStatus = Status.Confirmed;

/**
 * Fills empty tables with delivery orders and their history, spread over a year; each restaurant's newest are
 * active. Hashes only look like a chain.
 * @param client as the owner of the database
 */
export async function fillOrders(client: pg.Client, filling: Filling, say: Say): Promise<void> {
  const began = performance.now();
  const each = Math.floor(filling.orders / filling.restaurantIds.length);
  const orders = each * filling.restaurantIds.length;
  const now = new Date();
  // Every row refers to one that the same statement writes: PostgreSQL need not look each up.
  await client.query('SET session_replication_role = replica');
  for (let from = 1; from <= orders; from += atOnce)
    await client.query(writeOrders({ ...filling, each, now, from, to: Math.min(orders, from + atOnce - 1) }));
  await client.query('RESET session_replication_role');
  await client.query(continueNumbers(filling, each));
  await client.query(
    'VACUUM ANALYZE passline.orders, passline.order_history, passline.order_contacts, passline.restaurants',
  );
  await client.query('CHECKPOINT');
  const { rows } = await client.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database())::float8 AS bytes',
  );
  const [seconds, gigabytes] = [(performance.now() - began) / 1_000, (rows[0]?.bytes ?? NaN) / 1e9];
  say(
    `${orders.toLocaleString('en')} orders, ${gigabytes.toFixed(1)} GB, were written within ${seconds.toFixed(0)} s`,
  );
}

/** Where a part of the orders begins and ends, counted from 1 over all restaurants. */
interface Part extends Filling {
  readonly each: number;
  readonly now: Date;
  readonly from: number;
  readonly to: number;
}

/** `age` counts a restaurant's orders back from its newest, `since_end` those that have ended. */
const planned = ({ restaurantIds, each, now, from, to }: Part): Sql => sql`
  numbered AS (
    SELECT restaurant_id, (n - 1) / ${restaurantIds.length}::int + 1 AS number
    FROM generate_series(${from}::int, ${to}::int) n
    JOIN unnest(${restaurantIds}::uuid[]) WITH ORDINALITY r (restaurant_id, place)
      ON place = (n - 1) % ${restaurantIds.length}::int + 1
  ), aged AS (
    SELECT *, ${each}::int - number AS age, ${each}::int - number - ${activeEach}::int AS since_end,
      ${each - activeEach}::int AS ended,
      ${Math.max(1, Math.floor((each - activeEach) / rareEach))}::int AS rare_every
    FROM numbered
  ), planned AS (
    SELECT restaurant_id, number, since_end >= 0 AS has_ended,
      CASE WHEN since_end < 0 THEN ${activeStatus}
        WHEN since_end % rare_every = 0 AND since_end / rare_every < ${rareEach}::int THEN ${rareStatus}
        ELSE ${Status.Completed} END AS status,
      CASE WHEN since_end < 0
        THEN ${now}::timestamptz - interval '2 hours' * (age + 1) / ${activeEach + 1}::int
        ELSE ${now}::timestamptz - interval '3 hours' - interval '1 year' * since_end / ended END AS placed_at
    FROM aged
  )`;

/** One minute for each step. */
const writeOrders = (part: Part): Sql => sql`
  WITH ${planned(part)}, versioned AS (
    SELECT *, CASE WHEN status = ${Status.Completed} THEN ${path.length}::int ELSE 2 END AS version,
      uuidv7(placed_at - now()) AS order_id
    FROM planned
  ), written AS (
    INSERT INTO passline.orders (order_id, restaurant_id, order_number, external_id, fulfilment, status,
      version, workflow_version, items, total_amount, currency, work_minutes, ready_from, ready_to,
      placed_at, updated_at, ended_at, customer_ended_at, head_hash)
    SELECT order_id, restaurant_id, 'ONLINE-' || lpad(number::text, 6, '0'), 'POS-' || number, 'delivery',
      status, version, ${workflowVersion}, ${JSON.stringify(items)}::jsonb, 57000, 'PHP', 20,
      placed_at + interval '20 minutes', placed_at + interval '30 minutes',
      placed_at, placed_at + interval '1 minute' * (version - 1),
      CASE WHEN has_ended THEN placed_at + interval '1 minute' * (version - 1) END,
      CASE WHEN has_ended THEN placed_at + interval '1 minute' * (version - 1) END, ${hashAt(sql`version`)}
    FROM versioned
    RETURNING order_id, restaurant_id, version, status, placed_at, ready_from, ready_to
  ), contacts AS (
    INSERT INTO passline.order_contacts (order_id, restaurant_id, name, phone, locale, address)
    SELECT order_id, restaurant_id, 'Ana', '+639170000000', 'en', '1 Rizal Avenue' FROM written
  )
  INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, from_status, status,
    role, occurred_at, recorded_at, ready_from, ready_to, previous_hash, hash)
  SELECT order_id, v, restaurant_id, gen_random_uuid(), CASE v WHEN 1 THEN 'placed' ELSE 'status_changed' END,
    (${path}::text[])[v - 1], CASE WHEN v = version THEN status ELSE (${path}::text[])[v] END, 'cashier',
    placed_at + interval '1 minute' * (v - 1), placed_at + interval '1 minute' * (v - 1),
    ready_from, ready_to,
    ${hashAt(sql`v - 1`)}, ${hashAt(sql`v`)}
  FROM written, generate_series(1, version) v`;

/** As long as a hash, and another one for each version of each order. */
const hashAt = (version: Sql): Sql => sql`sha256(convert_to(order_id::text || (${version})::text, 'UTF8'))`;

/** The next order that is placed gets the number after the last. */
const continueNumbers = ({ restaurantIds }: Filling, each: number): Sql => sql`
  UPDATE passline.restaurants SET last_order_number = ${each}
  WHERE restaurant_id = ANY(${restaurantIds}::uuid[])`;
