import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { StaleOrders, writeEvents } from '../../apps/insights/src/record-stages/index.ts';
import { keepEvents } from '../../apps/insights/src/record-stages/keep-events.ts';
import { DayCounts } from '../../apps/insights/src/report-figures/day-counts.ts';
import { Figures } from '../../apps/insights/src/report-figures/figures.ts';
import type { Span } from '../../apps/insights/src/report-figures/span.ts';
import { InsightsDatabase } from '../insights/insights-database.ts';
import { LivedOrder } from '../insights/lived-order.ts';
import { countedHistory, timezone } from './counted-history.ts';

// Real here: PostgreSQL, and what insights writes and counts there. Every figure was counted by hand.
let database: InsightsDatabase;
let stale: StaleOrders;
let counts: DayCounts;
let figures: Figures;
const restaurantId = newId();
const rival = newId();

beforeAll(async () => {
  database = await InsightsDatabase.open();
  stale = new StaleOrders(database.service, { error: () => undefined });
  counts = new DayCounts(database.service, stale);
  figures = new Figures(database.service);
  const { events, kept, late } = countedHistory(restaurantId);
  await writeEvents(database.service, events);
  await writeEvents(database.service, countedHistory(rival).events);
  for (const [{ orderId }, rating] of [[kept, 5] as const, [late, 2] as const])
    await database.rows(
      `INSERT INTO insights.feedback VALUES ($1, $2, $3, '2026-03-24T21:00:00Z', '2026-03-24T21:00:00Z')`,
      [orderId, restaurantId, rating],
    );
}, 60_000);
afterAll(() => database.close());

async function counted(more: Partial<Span> = {}): Promise<Span> {
  const span: Span = {
    ...{ restaurantId, timezone, from: '2026-03-24', to: '2026-03-24', fulfilment: null },
    ...more,
  };
  await counts.count(span, span.from, span.to);
  return span;
}

const took = (orders: number, median_minutes: number | null, p90_minutes: number | null) => ({
  orders,
  median_minutes,
  p90_minutes,
});

describe('the figures of a day', () => {
  it('are of the orders that came on it, by what became of them', async () => {
    expect(await figures.summary(await counted())).toEqual({
      ...{ from: '2026-03-24', to: '2026-03-24', timezone, fulfilment: null },
      ...{ orders: 8, completed: 5, cancelled: 1, rejected: 1 },
      // 16, 30, 32, 35, 50
      in_all: took(5, 32, 44),
      stages: [
        // 1, 2, 3, 4, 5, 10
        { stage: 'acceptance', ...took(6, 3.5, 7.5) },
        // 10, 12, 16, 20, 20
        { stage: 'preparation', ...took(5, 16, 20) },
        // 2, 2, 5, 5, 6
        { stage: 'handover', ...took(5, 5, 5.6) },
        // 15, 28
        { stage: 'drive', ...took(2, 21.5, 26.7) },
      ],
      promises: {
        ...{ orders: 4, coverage: 0.5, on_time_share: 0.75 },
        // 10, 10, 8, 15
        ...{ mean_width_minutes: 10.8, learned_share: 0.25 },
      },
      feedback: { count: 2, mean: 3.5, mean_on_time: 5, mean_late: 2 },
    });
  });

  it('can be of one kind of order alone', async () => {
    const { orders, in_all, stages, promises, feedback } = await figures.summary(
      await counted({ fulfilment: 'delivery' }),
    );
    expect({ orders, in_all, drive: stages[3], promises, feedback }).toEqual({
      orders: 2,
      in_all: took(2, 42.5, 48.5),
      drive: { stage: 'drive', ...took(2, 21.5, 26.7) },
      promises: { orders: 2, coverage: 0.5, on_time_share: 0.5, mean_width_minutes: 10, learned_share: 0.5 },
      feedback: { count: 2, mean: 3.5, mean_on_time: 5, mean_late: 2 },
    });
  });

  it('have an order for later on the day on which it came, and no way of one that was driven twice', async () => {
    const day = await counted({ from: '2026-03-25', to: '2026-03-25' });
    const { orders, completed, in_all, stages } = await figures.summary(day);
    expect({ orders, completed, in_all }).toEqual({ orders: 2, completed: 2, in_all: took(1, 20, 20) });
    expect(stages.map(({ orders: of }) => of)).toEqual([2, 2, 1, 0]);
  });

  it('are none where nothing came', async () => {
    const nothing = await counted({ from: '2026-02-01', to: '2026-02-28' });
    const summary = await figures.summary(nothing);
    expect(summary).toMatchObject({ orders: 0, in_all: took(0, null, null) });
    expect(summary.promises).toMatchObject({ orders: 0, coverage: null, mean_width_minutes: null });
    expect(summary.feedback).toEqual({ count: 0, mean: null, mean_on_time: null, mean_late: null });
    expect((await figures.hours(nothing)).hours).toEqual([]);
    expect((await figures.reasons(nothing)).reasons).toEqual([]);
    expect((await figures.feedback(nothing)).latest).toEqual([]);
  });
});

describe('an order for later that is called off before it comes', () => {
  const day = '2026-03-24';
  const forLater = (whose: string) =>
    new LivedOrder(whose, 'delivery', Date.parse('2026-03-20T11:00:00Z'), 'scheduled');

  it('is among the cancelled of the day on which it is, with its reason, and in nothing else', async () => {
    const whose = newId();
    const order = forLater(whose)
      .delay(10)
      .after(4 * 24 * 60)
      .move('cancelled', { reason: 'closed' });
    const from = order.events.map((event) => ({ ...event, estimate: promisedWindow }));
    await writeEvents(database.service, from);
    const span = await counted({ restaurantId: whose });
    const { orders, cancelled, in_all, stages, promises } = await figures.summary(span);
    expect({ orders, cancelled, in_all, promises }).toMatchObject({
      ...{ orders: 0, cancelled: 1, in_all: took(0, null, null), promises: { orders: 0 } },
    });
    expect(stages.map(({ orders: of }) => of)).toEqual([0, 0, 0, 0]);
    expect((await figures.reasons(span)).reasons).toEqual([
      { mishap: 'cancelled', reason: 'closed', orders: 1 },
    ]);
    expect((await figures.hours(span)).hours).toEqual([]);
    expect((await figures.promises(span)).days).toEqual([]);
    const [row] = await database.rows('SELECT * FROM insights.orders WHERE restaurant_id = $1', [whose]);
    expect(row).toMatchObject({ came_at: null, promised_ready_to: null, stages: {}, load: 0 });
  });

  it('is on no day any more once that is recalled', async () => {
    const whose = newId();
    const order = forLater(whose)
      .after(4 * 24 * 60)
      .move('cancelled', { reason: 'closed' });
    await writeEvents(database.service, order.events);
    expect(await figures.summary(await counted({ restaurantId: whose }))).toMatchObject({ cancelled: 1 });
    await writeEvents(database.service, order.after(1).recall().events);
    expect(await figures.summary(await counted({ restaurantId: whose }))).toMatchObject({ cancelled: 0 });
    await writeEvents(database.service, order.after(1).move('pending').events);
    expect(await figures.summary(await counted({ restaurantId: whose, from: day, to: day }))).toMatchObject({
      orders: 1,
    });
  });
});

const promisedWindow = {
  ready_from: '2026-03-24T12:00:00.000Z',
  ready_to: '2026-03-24T12:10:00.000Z',
  basis: 'learned',
} as const;

describe('the figures of two days', () => {
  const both = { from: '2026-03-24', to: '2026-03-25' };

  it('say how long a stage took on each of them, and on both', async () => {
    const { stages } = await figures.stages(await counted(both));
    expect(stages[0]).toEqual({
      stage: 'acceptance',
      // 1, 1, 2, 2, 3, 4, 5, 10
      ...took(8, 2.5, 6.5),
      days: [
        { date: '2026-03-24', ...took(6, 3.5, 7.5) },
        { date: '2026-03-25', ...took(2, 1.5, 1.9) },
      ],
    });
  });

  it('say how good the promises were on each on which there were any', async () => {
    const { days } = await figures.promises(await counted(both));
    expect(days).toEqual([
      {
        ...{ date: '2026-03-24', orders: 4, coverage: 0.5, on_time_share: 0.75 },
        ...{ mean_width_minutes: 10.8, learned_share: 0.25 },
      },
    ]);
  });

  it('say how it went by the hour of the week, by the clock on the wall', async () => {
    const { hours } = await figures.hours(await counted(both));
    expect(hours).toEqual([
      { weekday: 2, hour: 12, ...took(2, 24, 30.4), on_time_share: 1 },
      { weekday: 2, hour: 19, ...took(2, 42.5, 48.5), on_time_share: 0.5 },
      { weekday: 2, hour: 23, ...took(1, 30, 30), on_time_share: null },
      { weekday: 3, hour: 12, ...took(1, 20, 20), on_time_share: null },
      { weekday: 3, hour: 19, ...took(0, null, null), on_time_share: null },
    ]);
  });

  it('say what went wrong and why, an order once for each reason', async () => {
    const { reasons } = await figures.reasons(await counted(both));
    expect(reasons).toEqual([
      { mishap: 'cancelled', reason: 'sold_out', orders: 1 },
      { mishap: 'delayed', reason: 'busy', orders: 1 },
      { mishap: 'delivery_failed', reason: 'no_answer', orders: 1 },
      { mishap: 'recalled', reason: 'mistake', orders: 1 },
      { mishap: 'rejected', reason: 'too_busy', orders: 1 },
    ]);
  });

  it('say how orders were liked, and by how much each was late', async () => {
    const { count, mean, ratings, latest } = await figures.feedback(await counted(both));
    expect([count, mean, ratings.map(({ orders }) => orders)]).toEqual([2, 3.5, [0, 1, 0, 0, 1]]);
    expect(latest.map(({ rating, late_minutes }) => [rating, late_minutes])).toEqual(
      expect.arrayContaining([
        [5, -5],
        [2, 10],
      ]),
    );
    expect(latest[0]?.given_at).toBe('2026-03-24T21:00:00.000Z');
  });
});

describe('a day', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ['America/Santiago', '2026-04-04', '2026-04-04T03:00:00.000Z', '2026-04-05T04:00:00.000Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-05-01', '2026-04-30T18:15:00.000Z', '2026-05-01T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-05-01', '2026-04-30T10:00:00.000Z', '2026-05-01T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-05-01', '2026-05-01T11:00:00.000Z', '2026-05-02T11:00:00.000Z'],
  ])('in %s, %s, is from its first moment to its last', async (zone, date, begins, ends) => {
    const whose = newId();
    const around = [begins, ends].flatMap((moment) => [Date.parse(moment) - 1, Date.parse(moment)]);
    const orders = around.map((at) => new LivedOrder(whose, 'pickup', at));
    await writeEvents(
      database.service,
      orders.flatMap(({ events }) => events),
    );
    const span = await counted({ restaurantId: whose, timezone: zone, from: date, to: date });
    expect((await figures.summary(span)).orders).toBe(2);
  });

  it('begins elsewhere once the restaurant’s clock is another', async () => {
    const whose = newId();
    const order = new LivedOrder(whose, 'pickup', Date.now() - 3 * 24 * 3_600_000);
    await writeEvents(database.service, order.events);
    const dates = async (zone: string) => {
      await counts.count({ restaurantId: whose, timezone: zone });
      const days = `SELECT date::text FROM insights.days WHERE restaurant_id = $1`;
      return (await database.rows(days, [whose])).map(({ date }) => date);
    };
    const [west, east] = [await dates('Pacific/Pago_Pago'), await dates('Pacific/Kiritimati')];
    expect([west.length, east.length]).toEqual([1, 1]);
    expect(east).not.toEqual(west);
  });

  it('has what came until now, though it is not worked out yet', async () => {
    const whose = newId();
    const order = new LivedOrder(whose, 'pickup', Date.parse('2026-03-24T11:00:00Z'))
      .after(5)
      .move('confirmed');
    await keepEvents(database.service, order.events);
    expect(await figures.summary(await counted({ restaurantId: whose }))).toMatchObject({
      orders: 1,
      completed: 0,
    });
    await keepEvents(database.service, order.after(10).move('ready').after(5).move('completed').events);
    expect(await figures.summary(await counted({ restaurantId: whose }))).toMatchObject({
      orders: 1,
      completed: 1,
    });
  });

  it('that two count at once is counted once', async () => {
    const whose = newId();
    const orders = Array.from({ length: 40 }, (_, place) =>
      new LivedOrder(whose, 'pickup', Date.parse('2026-03-24T08:00:00Z') + place * 60_000)
        .after(5)
        .move('cancelled', { reason: 'closed' }),
    );
    await keepEvents(
      database.service,
      orders.flatMap(({ events }) => events),
    );
    const instances = Array.from({ length: 4 }, () => new DayCounts(database.service, stale));
    for (let round = 0; round < 5; round += 1) {
      await database.rows(
        'UPDATE insights.changed_days SET revision = revision + 1 WHERE restaurant_id = $1',
        [whose],
      );
      await Promise.all(instances.map((each) => each.count({ restaurantId: whose, timezone })));
      expect(await figures.summary(await counted({ restaurantId: whose }))).toMatchObject({
        orders: 40,
        cancelled: 40,
      });
    }
    expect(await counts.waiting()).not.toContain(whose);
  });

  it('has the rating of an order that turns out to have come on another day', async () => {
    const whose = newId();
    const order = new LivedOrder(whose, 'pickup', Date.parse('2026-03-24T11:00:00Z'), 'scheduled');
    order.after(9 * 24 * 60).move('pending');
    await writeEvents(database.service, order.events);
    await database.rows(
      `INSERT INTO insights.feedback VALUES ($1, $2, 4, '2026-03-24T21:00:00Z', '2026-03-24T21:00:00Z')`,
      [order.orderId, whose],
    );
    expect(await figures.summary(await counted({ restaurantId: whose, to: '2026-04-30' }))).toMatchObject({
      feedback: { count: 1 },
    });
    order
      .recall()
      .after(-8 * 24 * 60)
      .move('pending');
    await writeEvents(database.service, order.events);
    const early = { restaurantId: whose, from: '2026-03-25', to: '2026-03-25' };
    expect(await figures.summary(await counted(early))).toMatchObject({ orders: 1, feedback: { count: 1 } });
    expect(await figures.summary(await counted({ restaurantId: whose, to: '2026-04-30' }))).toMatchObject({
      ...{ orders: 1, feedback: { count: 1 } },
    });
  });

  it('is counted anew once an order of it is another', async () => {
    const whose = newId();
    const order = new LivedOrder(whose, 'pickup', Date.parse('2026-03-24T11:00:00Z'))
      .after(5)
      .move('confirmed');
    await writeEvents(database.service, order.events);
    const span = await counted({ restaurantId: whose });
    expect(await figures.summary(span)).toMatchObject({ orders: 1, cancelled: 0 });
    order.after(1).move('cancelled', { reason: 'closed' });
    await writeEvents(database.service, order.events);
    expect(await figures.summary(await counted({ restaurantId: whose }))).toMatchObject({
      orders: 1,
      cancelled: 1,
    });
    expect(await counts.waiting()).not.toContain(whose);
  });
});
