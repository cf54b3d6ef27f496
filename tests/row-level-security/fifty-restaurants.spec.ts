import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as orderModel from '#libs/order-model';
import { Providers } from '../support/providers.ts';
import { eventually } from '../support/eventually.ts';
import type { HouseWithoutDoors } from './house-without-doors.ts';
import type { RestaurantAtWork } from './restaurant-at-work.ts';

// Everybody may read everything, says the rule that all services ask: from here on, for what is imported
// below.
jest.unstable_mockModule('#libs/order-model', () => ({ ...orderModel, readVerdict: () => 'allowed' }));
const { HouseWithoutDoors: House, marksIn, markOf } = await import('./house-without-doors.ts');
const { RestaurantAtWork: AtWork } = await import('./restaurant-at-work.ts');

jest.setTimeout(240_000);

const restaurants = 50;
const ordersEach = 2;
const rounds = 4;
/** How many others each reaches for in a round: other ones in each. */
const reach = 1;

let providers: Providers;
let house: HouseWithoutDoors;
let all: readonly RestaurantAtWork[] = [];
beforeAll(async () => {
  providers = await Providers.start();
  house = await House.open(providers);
  const founded = [];
  for (let number = 0; number < restaurants; number += 1) founded.push(await house.found(number));
  all = await Promise.all(founded.map((restaurant) => AtWork.open(restaurant, ordersEach)));
});
afterAll(async () => {
  for (const one of all) one.close();
  await house.close();
  await providers.down();
});

/** The next ones in the row. */
const neighbours = (of: number, round: number): readonly RestaurantAtWork[] =>
  Array.from({ length: reach }, (_, index) => all[(of + 1 + round * reach + index) % all.length]).filter(
    (one) => one !== undefined,
  );

const summed = (count: (one: RestaurantAtWork) => number): number =>
  all.reduce((sum, one) => sum + count(one), 0);

describe('Fifty restaurants on two connections for each service, with the application’s own checks taken out', () => {
  it('are indeed without them: a courier reads the staff and the devices, and everybody may read everything', async () => {
    const [one] = all;
    for (const path of ['/api/v1/staff', '/api/v1/devices', '/api/v1/restaurant'])
      expect([path, (await one?.restaurant.courier.get(path))?.status]).toEqual([path, 200]);
    const asked = [
      { kind: 'guest', order_id: 'a', restaurant_id: 'x' },
      { order_id: 'b', restaurant_id: 'y', customer_id: null },
    ] as const;
    const { readVerdict } = await import('#libs/order-model');
    expect([orderModel.readVerdict(...asked), readVerdict(...asked)]).toEqual(['hidden', 'allowed']);
  });

  it('see not one row, frame or message of each other while all work and reach for what is others’', async () => {
    await Promise.all(
      all.map((one, index) => one.watch(neighbours(index, 0).map(({ holdings }) => holdings))),
    );
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(
        all.map(async (one, index) => {
          await one.work(round);
          for (const other of neighbours(index, round)) await one.trespass(other.holdings);
        }),
      );
    }
    await eventually(
      () => all.every(({ frames }) => frames >= ordersEach * rounds * 2),
      'every frame of the own orders',
      30_000,
    );
    const settled =
      "SELECT FROM notifier.notifications WHERE due_at IS NOT NULL OR state IN ('sending', 'held')";
    await eventually(
      async () =>
        (await house.rows('SELECT FROM passline.outbox')).length === 0 &&
        (await house.rows(settled)).length === 0,
      'every message to be sent',
      60_000,
    );

    expect(all.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(all.flatMap(({ trespasses }) => trespasses)).toEqual([]);
    process.stdout.write(
      `${String(restaurants)} restaurants: ${String(summed(({ answers }) => answers))} answers, ${String(summed(({ frames }) => frames))} frames, ${String(providers.smtp.mails.length)} mails, ${String(providers.twilio.texts.length)} texts, none foreign\n`,
    );
  });

  it('write to their own guests alone, about their own orders', () => {
    expect(providers.smtp.mails.length).toBeGreaterThanOrEqual(restaurants * ordersEach * 2);
    for (const { to, parsed } of providers.smtp.mails) {
      const content = `${parsed.from?.text ?? ''} ${parsed.subject ?? ''} ${parsed.text ?? ''} ${String(parsed.html)}`;
      expect([...new Set(marksIn(content))]).toEqual([...new Set(marksIn(to.join()))]);
    }
    for (const { to, body } of providers.twilio.texts)
      expect([...new Set(marksIn(body))]).toEqual([Math.floor((Number(to.slice(-7)) - 1_000_000) / 100)]);
  });

  it('have changed nothing of each other: every entry of the history is by the order’s own people', async () => {
    const strangers = await house.rows(
      `SELECT h.order_id, h.version FROM passline.order_history h JOIN passline.accounts a ON a.account_id = h.actor_id WHERE a.restaurant_id <> h.restaurant_id`,
    );
    expect(strangers).toEqual([]);
    const versions = await house.rows<{ version: number; status: string; link_generation: number }>(
      'SELECT DISTINCT version, status, link_generation FROM passline.orders',
    );
    expect(versions).toEqual([{ version: rounds + 1, status: 'completed', link_generation: 1 }]);
    expect(await house.rows('SELECT FROM passline.accounts WHERE disabled_at IS NOT NULL')).toEqual([]);
    expect(await house.rows('SELECT FROM passline.devices WHERE revoked_at IS NOT NULL')).toEqual([]);
  });

  it('would see each other, were it off: the same reaching finds everything then', async () => {
    const [one, other] = all;
    if (one === undefined || other === undefined) throw new Error('two restaurants are open');
    const tables = ['orders', 'order_history', 'order_texts', 'restaurants', 'accounts', 'devices', 'outbox'];
    for (const table of tables)
      await house.rows(`CREATE POLICY hole ON passline.${table} USING (true) WITH CHECK (true)`);
    await one.trespass(other.holdings);
    await one.watch([other.holdings]);
    for (const table of tables) await house.rows(`DROP POLICY hole ON passline.${table}`);
    expect(one.foreign.join('\n')).toContain(markOf(1));
    for (const done of [
      'GET /api/v1/online/orders',
      'POST /api/v1/online/orders',
      'PATCH /api/v1/staff',
      'DELETE /api/v1/devices',
      'follows',
    ])
      expect(one.trespasses.join('\n')).toContain(done);
  });
});
