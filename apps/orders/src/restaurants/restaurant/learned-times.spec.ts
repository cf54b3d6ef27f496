import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { noStageTimes } from '#libs/estimate';
import { sql } from '#libs/postgres';
import { type Status, workflowVersion } from '#libs/status-machine';
import { migratedDatabase } from '../../../../../tests/support/postgres.ts';
import { writeLearnedTimes } from '../../internal-api/write-learned-times.ts';
import { orderColumns } from '../../ordering/order/model/order-row.ts';
import { connectDatabase, type Database } from '../../platform/index.ts';
import type { KitchenOrder } from './in-hand.ts';
import { LearnedTimes } from './learned-times.ts';

// Real here: PostgreSQL with the tables as they are migrated; the clock is moved by hand.
let database: Database;
let owner: pg.Client;
let now = Date.now();

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

const table = { ...noStageTimes, finished: 1 };

async function restaurant(isLearned: boolean): Promise<string> {
  const restaurantId = newId();
  await owner.query(sql`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    VALUES (${restaurantId}, 'Mabuhay Kitchen', 'Asia/Manila', 'en', 'PHP', 20)`);
  await owner.query(sql`INSERT INTO passline.insights_heartbeat (beaten_at) VALUES (${new Date(now)})
    ON CONFLICT (single) DO UPDATE SET beaten_at = EXCLUDED.beaten_at`);
  const times = { preparation: table };
  if (isLearned)
    await writeLearnedTimes(database, { restaurant_id: restaurantId, fulfilment: 'pickup', times }, now);
  return restaurantId;
}

async function order(
  restaurantId: string,
  status: Status,
  quantities: readonly number[],
): Promise<KitchenOrder> {
  const orderId = newId();
  const items = quantities.map((quantity) => ({ name: 'Adobo', quantity, unit_price: 0 }));
  const row = {
    ...{
      orderId,
      restaurantId,
      orderNumber: orderId,
      fulfilment: 'pickup' as const,
      status,
      version: 1,
      workflowVersion,
    },
    ...{ customerId: null, externalId: null, displayNumber: null, items, adjustments: [], totalAmount: 0 },
    ...{
      totalGiven: false,
      payment: { status: 'unpaid' } as const,
      notes: null,
      currency: 'PHP',
      table: null,
    },
    ...{
      workMinutes: 20,
      extraMinutes: 0,
      kitchenLoad: 0,
      piecesAhead: null,
      readyFrom: null,
      readyTo: null,
    },
    ...{ scheduledFor: null, placedAt: now, updatedAt: now, endedAt: null, customerEndedAt: null },
    ...{ headHash: Buffer.alloc(32), linkGeneration: 1 },
  } as const;
  await owner.query(
    sql`INSERT INTO passline.orders (${orderColumns.names}) VALUES (${orderColumns.values(row)})`,
  );
  return { orderId, restaurantId, status, items };
}

describe('what cooks have in hand', () => {
  it('are the pieces of all orders that are accepted and not ready, save the one that is asked for', async () => {
    const restaurantId = await restaurant(true);
    const own = await order(restaurantId, 'confirmed', [9]);
    await order(restaurantId, 'preparing', [2, 3]);
    // By weight: one piece.
    await order(restaurantId, 'cooking', [0.4]);
    for (const status of ['pending', 'scheduled', 'ready'] as const) await order(restaurantId, status, [50]);
    await order(await restaurant(true), 'cooking', [50]);

    const learned = new LearnedTimes(database, () => now);
    expect(await learned.of(restaurantId)).toEqual({ pickup: { preparation: table } });
    expect(learned.piecesAhead(own)).toBe(6);
    expect(learned.piecesAhead({ restaurantId, orderId: newId() })).toBe(15);
  });

  it('follow this process at once, and others with what is learned next', async () => {
    const restaurantId = await restaurant(true);
    const ours = await order(restaurantId, 'pending', [4]);
    const learned = new LearnedTimes(database, () => now);
    await learned.of(restaurantId);
    const ahead = () => learned.piecesAhead({ restaurantId, orderId: newId() });
    expect(ahead()).toBe(0);
    learned.note({ ...ours, status: 'confirmed' });
    expect(ahead()).toBe(4);
    learned.note({ ...ours, status: 'ready' });
    expect(ahead()).toBe(0);

    await order(restaurantId, 'cooking', [7]);
    await learned.of(restaurantId);
    expect(ahead()).toBe(0);
    now += 31_000;
    await learned.of(restaurantId);
    expect(ahead()).toBe(7);
  });

  it('are not counted where nothing is learned, and never cost a statement of their own', async () => {
    const restaurantId = await restaurant(false);
    const own = await order(restaurantId, 'confirmed', [9]);
    const asked = jest.spyOn(database, 'ofRestaurant');
    const learned = new LearnedTimes(database, () => now);
    expect(learned.piecesAhead(own)).toBeNull();
    expect(await learned.of(restaurantId)).toEqual({});
    learned.note(own);
    expect(learned.piecesAhead(own)).toBeNull();
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });
});
