import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import type { RecordedEvent } from '#libs/contracts';
import { writeEvents } from '../../apps/insights/src/record-stages/index.ts';
import { InsightsDatabase } from './insights-database.ts';
import { anyEvening, LivedOrder } from './lived-order.ts';

// Real here: PostgreSQL, and what insights writes there.
let database: InsightsDatabase;
let restaurantId: string;

beforeAll(async () => {
  database = await InsightsDatabase.open();
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.forget();
  restaurantId = newId();
});

const write = (...events: readonly RecordedEvent[]) => writeEvents(database.service, events);
const orderOf = async ({ orderId }: LivedOrder) =>
  (await database.rows('SELECT * FROM insights.orders WHERE order_id = $1', [orderId]))[0];

const evening = Date.UTC(2026, 0, 5, 18);
const at = (minutes: number): Date => new Date(evening + minutes * 60_000);
const delivery = (placed = 0): LivedOrder => new LivedOrder(restaurantId, 'delivery', at(placed).getTime());

describe('what an order comes to', () => {
  it('is when it came where, how long each stage took, and how it ended', async () => {
    const order = delivery().after(2).move('confirmed').delay(10).after(8).move('cooking').after(10);
    order
      .move('ready')
      .after(5)
      .move('out_for_delivery')
      .after(15)
      .move('delivered')
      .after(30)
      .move('completed');
    expect(await write(...order.events)).toBe(8);
    const found = await orderOf(order);
    expect(found).toMatchObject({
      ...{ status: 'completed', version: 8, pieces: 3, placed_at: at(0), came_at: at(0), accepted_at: at(2) },
      ...{
        cooking_at: at(10),
        ready_at: at(20),
        handed_over_at: at(25),
        arrived_at: at(40),
        left_at: at(20),
      },
      ...{ ended_at: at(40), ended_as: 'completed', ended_reason: null, delay_minutes: 10, load: 0 },
    });
    expect(found?.['stages']).toMatchObject({
      acceptance: { took: 2 * 60_000, promised: null, known_at: at(2).getTime() + 500 },
      ready_since_placed: { took: 20 * 60_000 },
      drive: { took: 15 * 60_000 },
    });
  });

  it('is who called it off, and why', async () => {
    const order = delivery().after(3).move('rejected', { reason: 'sold_out', role: 'manager' });
    await write(...order.events);
    expect(await orderOf(order)).toMatchObject({
      ...{ ended_at: at(3), ended_as: 'rejected', ended_reason: 'sold_out', left_at: at(3), stages: {} },
    });
  });

  it('is measured, of an order for later, from when it comes to the restaurant', async () => {
    const order = new LivedOrder(restaurantId, 'pickup', at(-180).getTime(), 'scheduled');
    order.after(180).move('pending').after(1).move('confirmed').after(14).move('ready');
    await write(...order.events);
    expect(await orderOf(order)).toMatchObject({
      ...{ placed_at: at(-180), came_at: at(0), stages: { ready_since_placed: { took: 15 * 60_000 } } },
    });
  });

  it('has the promise that was given first, and of each stage the learned one as it began', async () => {
    const window = {
      ready_from: at(10).toISOString(),
      ready_to: at(14).toISOString(),
      basis: 'learned',
    } as const;
    const later = { ...window, ready_from: at(11).toISOString(), ready_to: at(13).toISOString() };
    const order = new LivedOrder(restaurantId, 'pickup', at(0).getTime());
    const [placed] = order.events;
    order.after(2).move('confirmed', { estimate: later }).after(10).move('ready');
    await write({ ...placed!, estimate: window }, ...order.events.slice(1));
    expect(await orderOf(order)).toMatchObject({
      ...{ promised_ready_from: at(10), promised_ready_to: at(14), promised_basis: 'learned' },
      stages: {
        acceptance: { promised: null },
        ready_since_placed: { took: 12 * 60_000, promised: { from: 10 * 60_000, to: 14 * 60_000 } },
        preparation: { took: 10 * 60_000, promised: { from: 9 * 60_000, to: 11 * 60_000 } },
      },
    });
  });

  it('is what it was before once a step is recalled, for how full the kitchen was too', async () => {
    const [first, second] = [delivery().after(5).move('ready'), delivery(10)];
    await write(...first.events, ...second.events);
    expect(await orderOf(second)).toMatchObject({ load: 0 });
    first.after(10).recall();
    expect(await write(...first.events.slice(-1))).toBe(1);
    expect(await orderOf(first)).toMatchObject({
      status: 'pending',
      ready_at: null,
      left_at: null,
      stages: {},
    });
    expect(await orderOf(second)).toMatchObject({ load: 1 });
  });

  it('has nothing in it that a person wrote, or that leads to one', async () => {
    const columns = await database.rows(
      `SELECT DISTINCT column_name FROM information_schema.columns WHERE table_schema = 'insights'
        AND table_name IN ('order_events', 'orders') AND column_name ~ 'note|name|phone|mail|address|actor|customer'`,
    );
    expect(columns).toEqual([]);
  });
});

/** In another order, some of them twice, in bites of another size. */
const anyDisorder = fc.record({ seed: fc.integer(), bite: fc.integer({ min: 1, max: 7 }) });

function disordered(events: readonly RecordedEvent[], seed: number): RecordedEvent[] {
  let state = Math.abs(seed % 2_147_483_646) + 1;
  const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const repeated = events.filter(() => chance() < 0.3);
  return [...events, ...repeated]
    .map((event) => [chance(), event] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, event]) => event);
}

describe('any evening', () => {
  it('comes to the same in whichever order its events are heard, how often, and how many at once', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvening, anyDisorder, async (eveningOf, { seed, bite }) => {
        await database.forget();
        const events = eveningOf(newId()).flatMap((order) => order.events);
        await write(...events);
        const expected = await database.everything();
        await database.forget();
        const heard = disordered(events, seed);
        for (let from = 0; from < heard.length; from += bite) await write(...heard.slice(from, from + bite));
        expect(await database.everything()).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('comes to the same where several write it down at once', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvening, anyDisorder, async (eveningOf, { seed }) => {
        await database.forget();
        const events = eveningOf(newId()).flatMap((order) => order.events);
        await write(...events);
        const expected = await database.everything();
        await database.forget();
        const heard = disordered(events, seed);
        const recorded = await Promise.all(heard.map((event) => write(event)));
        expect(recorded.reduce((sum, each) => sum + each, 0)).toBe(events.length);
        expect(await database.everything()).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it('counts for each order those that had come before it and were neither ready nor ended', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvening, async (eveningOf) => {
        await database.forget();
        await write(...eveningOf(newId()).flatMap((order) => order.events));
        const orders = (await database.rows(
          'SELECT order_id, came_at, left_at, load FROM insights.orders WHERE came_at IS NOT NULL',
        )) as { order_id: string; came_at: Date; left_at: Date | null; load: number }[];
        const isBefore = (one: (typeof orders)[number], other: (typeof orders)[number]): boolean =>
          one.came_at < other.came_at || (+one.came_at === +other.came_at && one.order_id < other.order_id);
        for (const order of orders) {
          const there = orders.filter(
            (one) => isBefore(one, order) && (one.left_at === null || one.left_at > order.came_at),
          );
          expect(order.load).toBe(there.length);
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('counts for each that was accepted the pieces that cooks had in hand by then', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvening, anyDisorder, async (eveningOf, { seed, bite }) => {
        await database.forget();
        const heard = disordered(
          eveningOf(newId()).flatMap((order) => order.events),
          seed,
        );
        for (let from = 0; from < heard.length; from += bite) await write(...heard.slice(from, from + bite));
        const orders = (await database.rows(
          'SELECT order_id, came_at, accepted_at, left_at, pieces, pieces_ahead FROM insights.orders',
        )) as unknown as Accepted[];
        for (const order of orders) expect(order.pieces_ahead).toBe(piecesAheadOf(order, orders));
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

interface Accepted {
  readonly order_id: string;
  readonly came_at: Date | null;
  readonly accepted_at: Date | null;
  readonly left_at: Date | null;
  readonly pieces: number;
  readonly pieces_ahead: number | null;
}

const sixHours = 6 * 3_600_000;

function piecesAheadOf({ order_id, came_at, accepted_at: at }: Accepted, orders: readonly Accepted[]) {
  if (at === null || came_at === null || +at - +came_at > sixHours) return null;
  const there = orders.filter(
    (one) =>
      one.accepted_at !== null &&
      (one.accepted_at < at || (+one.accepted_at === +at && one.order_id < order_id)) &&
      (one.left_at === null || one.left_at > at) &&
      +at - +(one.came_at ?? 0) < sixHours,
  );
  return there.reduce((sum, { pieces }) => sum + pieces, 0);
}
