import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { v7 as newId } from 'uuid';
import type { PushedTimes, RestaurantFacts } from '#libs/contracts';
import { writeEvents } from '../../apps/insights/src/record-stages/index.ts';
import { Kitchens, KnownRestaurants, LearnTimesHandler } from '../../apps/insights/src/learn-times/index.ts';
import { LearningWorker } from '../../apps/insights/src/learn-times/learning-worker.ts';
import { defaultTiming } from '../../apps/insights/src/platform/index.ts';
import { eventually } from '../support/eventually.ts';
import { InsightsDatabase } from './insights-database.ts';
import { anyEvening, LivedOrder } from './lived-order.ts';

// Real here: PostgreSQL, and what insights writes there. A stand-in takes what `orders` is handed.
let database: InsightsDatabase;
let kitchens: Kitchens;
let handler: LearnTimesHandler;
let pushed: PushedTimes[];

beforeAll(async () => {
  database = await InsightsDatabase.open();
}, 60_000);
afterAll(() => database.close());

const nowhere = newId();
const factsOf = (restaurant_id: string): RestaurantFacts => ({
  ...{
    restaurant_id,
    name: 'Mabuhay Kitchen',
    timezone: restaurant_id === nowhere ? 'Mars/Olympus' : 'Asia/Manila',
    delivery_minutes: null,
    policies: {},
  },
});
let restaurantId: string;

beforeEach(async () => {
  await database.forget();
  [pushed, restaurantId] = [[], newId()];
  kitchens = new Kitchens(database.service);
  const orders = {
    restaurants: (ids: readonly string[]) => Promise.resolve(ids.map(factsOf)),
    putLearnedTimes: (times: PushedTimes) => Promise.resolve(void pushed.push(times)),
  };
  const restaurants = new KnownRestaurants(orders, database.service);
  handler = new LearnTimesHandler(database.service, restaurants, kitchens, orders, new Registry());
});

/** Whatever waits to be learned. @returns how many tables that was */
async function learnAll(): Promise<number> {
  const taken = await kitchens.take();
  for (const kitchen of taken) await handler.handle(kitchen);
  return taken.length;
}

/** By kind, as it was pushed last. */
const lastPushed = (): Record<string, unknown> =>
  Object.fromEntries(pushed.map(({ fulfilment, times }) => [fulfilment, times]));

const start = Date.UTC(2026, 0, 5, 11);
const pickup = (placed: number, took: number): LivedOrder =>
  new LivedOrder(restaurantId, 'pickup', start + placed * 60_000)
    .after(1)
    .move('confirmed')
    .after(took)
    .move('ready');
const write = (...orders: readonly LivedOrder[]) =>
  writeEvents(
    database.service,
    orders.flatMap(({ events }) => events),
  );

describe('learning', () => {
  it('takes an order with its hour by the restaurant’s clock, how full the kitchen was, and its pieces', async () => {
    await write(pickup(0, 10), pickup(5, 12));
    expect(await learnAll()).toBe(1);
    const { ready_since_placed: table } = pushed[0]!.times;
    // Monday, 19 o'clock in Manila.
    expect(table).toMatchObject({
      finished: 2,
      samples: [
        [19, 0, 3, 660],
        [19, 1, 3, 780],
      ],
    });
    // Nobody has accepted an order yet when it is placed.
    expect(table).not.toHaveProperty('piecesAhead');
    expect(pushed[0]!.times['preparation']).toMatchObject({ piecesAhead: [0, 3] });
    expect(Object.keys(pushed[0]!.times)).toEqual(['ready_since_placed', 'preparation']);
  });

  it('has nothing to do once it is done, until an outcome is another one', async () => {
    const order = pickup(0, 10);
    await write(order);
    expect([await learnAll(), await learnAll()]).toEqual([1, 0]);
    await write(order);
    expect(await learnAll()).toBe(0);
    order.after(1).recall();
    await write(order);
    expect(await learnAll()).toBe(1);
    expect(pushed.at(-1)?.times).toEqual({});
  });

  it('learns what comes while it learns the next time', async () => {
    await write(pickup(0, 10));
    const [kitchen] = await kitchens.take();
    await write(pickup(20, 10));
    await kitchens.done(kitchen!);
    expect(await learnAll()).toBe(1);
    expect(pushed[0]?.times['preparation']?.finished).toBe(2);
  });

  it('is in the hands of one at a time', async () => {
    await write(pickup(0, 10));
    const both = await Promise.all([kitchens.take(), kitchens.take()]);
    expect(both.flat()).toHaveLength(1);
  });

  it('is handed in by whoever has it in hand alone: what was learned from less replaces nothing', async () => {
    await write(pickup(0, 10));
    const [slow] = await kitchens.take();
    await database.rows(`UPDATE insights.kitchens SET leased_until = now() - interval '1 second'`);
    await write(pickup(20, 10));
    const [quick] = await kitchens.take();
    await handler.handle(quick!);
    await handler.handle(slow!);
    expect(pushed.map(({ times }) => times['preparation']?.finished)).toEqual([2]);
    expect(await learnAll()).toBe(0);
  });

  it('that takes long stays in the same hands', async () => {
    await write(pickup(0, 10));
    const [kitchen] = await kitchens.take();
    await database.rows(`UPDATE insights.kitchens SET leased_until = leased_until - interval '29 seconds'`);
    const [row] = await database.rows('SELECT leased_until::text AS until FROM insights.kitchens');
    const kept = await kitchens.keep({ ...kitchen!, leasedUntil: String(row?.['until']) });
    expect(Date.parse(kept?.leasedUntil ?? '') - Date.now()).toBeGreaterThan(20_000);
    expect(await kitchens.keep(kitchen!)).toBeNull();
  });

  it('of one that cannot be learned of keeps nobody from learning of the others', async () => {
    const bad = new LivedOrder(nowhere, 'pickup', start).after(1).move('confirmed').after(10).move('ready');
    await write(bad, pickup(0, 10));
    const errors: unknown[] = [];
    const logger = { warn: () => undefined, error: (facts: unknown) => errors.push(facts) };
    const worker = new LearningWorker(kitchens, handler, logger as never, {
      ...defaultTiming,
      gatherMs: 1,
      learnMs: 1,
    });
    worker.onApplicationBootstrap();
    await eventually(() => pushed.length === 1 && errors.length === 1, 'both to be tried');
    await worker.beforeApplicationShutdown();
    expect(pushed[0]?.restaurant_id).toBe(restaurantId);
    expect(errors).toMatchObject([{ restaurant_id: nowhere, fulfilment: 'pickup' }]);
    expect(
      await database.rows('SELECT restaurant_id FROM insights.kitchens WHERE revision > learned_revision'),
    ).toEqual([{ restaurant_id: nowhere }]);
  });

  it('of any evening comes to the same step by step as from all of it at once', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvening, async (eveningOf) => {
        await database.forget();
        const events = eveningOf(newId()).flatMap((order) => order.events);
        pushed = [];
        for (const event of events) {
          await writeEvents(database.service, [event]);
          await learnAll();
        }
        const stepByStep = lastPushed();
        await database.forget();
        pushed = [];
        await writeEvents(database.service, events);
        await learnAll();
        const once = lastPushed();
        const nothing = Object.fromEntries(Object.keys(stepByStep).map((kind) => [kind, {}]));
        expect({ ...nothing, ...once }).toEqual(stepByStep);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('learns from the newest orders alone', async () => {
    await write(...Array.from({ length: 410 }, (_, place) => pickup(place * 20, 10)));
    await learnAll();
    expect(pushed[0]?.times['preparation']?.finished).toBe(400);
    expect(JSON.stringify(pushed[0]).length).toBeLessThan(100_000);
  });
});
