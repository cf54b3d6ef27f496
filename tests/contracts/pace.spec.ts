import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, orderSchema, type Pace, paceSchema, type Snapshot } from '#libs/contracts';
import { type Answer, anOrder, type Api, newKey } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Board } from '../support/screens.ts';
import { orders, refusal, rivalManager, World } from './contract-world.ts';

const path = '/api/v1/restaurant/pace';

let world: World;
let cashier: Api;
let customer: Api;
let device: Api;
let restaurantId: string;
beforeAll(async () => {
  world = await World.open();
  [cashier, customer, device] = [await world.as('cashier'), await world.as('customer'), await world.device()];
  restaurantId = cashier.session?.user.restaurant_id ?? '';
});
afterAll(() => world.close());
afterEach(() => cashier.send('PUT', path, { mode: 'open' }));

const set = (wish: object, by = cashier): Promise<Answer> => by.send('PUT', path, wish);
const setTo = async (wish: object, by = cashier): Promise<Pace> => {
  const { status, body } = await set(wish, by);
  return (expect(status).toBe(200), paceSchema.strict().parse(body));
};
const paceFor = async (by: Api): Promise<Pace> => paceSchema.parse((await by.get(path)).body);
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const place = (by: Api, headers = {}): Promise<Answer> => by.post(`${orders}/`, anOrder(), headers);
const placed = async (by: Api): Promise<Order> => orderSchema.parse((await place(by)).body);
const timers = (): Promise<{ version: number; due_at: Date; order_id: string | null }[]> =>
  world.rows(
    `SELECT version, due_at, order_id FROM passline.timers
      WHERE restaurant_id = $1 AND kind = 'pace_end' ORDER BY version DESC`,
    [restaurantId],
  );
const paceVersion = async (): Promise<number> =>
  (
    await world.rows<{ pace_version: number }>(
      'SELECT pace_version FROM passline.restaurants WHERE restaurant_id = $1',
      [restaurantId],
    )
  )[0]?.pace_version ?? 0;

describe('The pace of a restaurant', () => {
  it('is open where nobody has said anything, and is read by staff and devices', async () => {
    for (const by of [cashier, device, await world.as('courier'), await world.as(rivalManager)])
      expect(await paceFor(by)).toEqual({ mode: 'open' });
    expect(refusal(await customer.get(path)).code).toBe('forbidden');
  });

  it.each(['admin', 'manager', 'cashier', 'kitchen'])(
    'is set by %s, for this restaurant alone',
    async (role) => {
      const pace = { mode: 'busy', extra_minutes: 20, reason: 'a bus has come' };
      expect(await setTo(pace, await world.as(role))).toEqual(pace);
      expect(await paceFor(device)).toEqual(pace);
      expect(await paceFor(await world.as(rivalManager))).toEqual({ mode: 'open' });
    },
  );

  it('is not set by who only rides, by devices, customers or guests', async () => {
    const order = await cashier.place();
    for (const by of [await world.as('courier'), device, customer, cashier.guest(order)])
      expect(refusal(await set({ mode: 'paused' }, by)).code).toBe('forbidden');
    expect(await paceFor(cashier)).toEqual({ mode: 'open' });
  });

  it.each([
    [{ mode: 'busy' }, { mode: 'busy', extra_minutes: 10 }],
    [
      { mode: 'busy', extra_minutes: null, until: '', reason: ' ' },
      { mode: 'busy', extra_minutes: 10 },
    ],
    [
      { mode: 'paused', extra_minutes: 15, reason: ' \u202Eno  gas\u0007 ' },
      { mode: 'paused', reason: 'no  gas' },
    ],
    [{ mode: 'open', extra_minutes: 15, until: '2030-01-01T00:00:00Z' }, { mode: 'open' }],
    [
      { mode: 'paused', until: '2030-01-01T01:00:00+01:00' },
      { mode: 'paused', until: '2030-01-01T00:00:00.000Z' },
    ],
  ])('says no more than holds: %j is %j', async (wish, pace) => {
    expect(await setTo(wish)).toEqual(pace);
    expect(await paceFor(cashier)).toEqual(pace);
  });

  it.each([
    {},
    { mode: 'slow' },
    { mode: 'busy', extra_minutes: 0 },
    { mode: 'busy', extra_minutes: 241 },
    { mode: 'busy', extra_minutes: 1.5 },
    { mode: 'paused', until: '2020-01-01T00:00:00Z' },
    { mode: 'paused', until: 'tomorrow' },
    { mode: 'paused', reason: 'x'.repeat(201) },
  ])('refuses %j', async (wish) => {
    expect(refusal(await set(wish)).code).toBe('invalid_request');
    expect(await paceFor(cashier)).toEqual({ mode: 'open' });
  });

  it('names what may be done with it', async () => {
    const answer = await cashier.send('POST', path, { mode: 'open' });
    expect([refusal(answer).code, answer.headers.get('allow')]).toEqual([
      'method_not_allowed',
      expect.stringContaining('PUT'),
    ]);
  });

  it('is set with what ends it, which is void once it is set anew', async () => {
    const before = await timers();
    const until = inMinutes(30);
    await setTo({ mode: 'paused', until });
    const [timer] = await timers();
    expect(timer).toEqual({ version: await paceVersion(), due_at: new Date(until), order_id: null });
    await setTo({ mode: 'paused' });
    expect(await timers()).toHaveLength(before.length + 1);
    expect(await paceVersion()).toBe((timer?.version ?? 0) + 1);
  });

  it('is over when its time has come, whatever else is late', async () => {
    await setTo({ mode: 'paused', until: inMinutes(30) });
    await world.rows(
      `UPDATE passline.restaurants SET pace = pace || '{"until": "2026-01-01T00:00:00.000Z"}'
        WHERE restaurant_id = $1`,
      [restaurantId],
    );
    expect(await paceFor(cashier)).toEqual({ mode: 'open' });
    expect((await place(customer)).status).toBe(201);
  });

  it('leaves the pace last that was set last, on boards too, however many set one at once', async () => {
    const from = await paceVersion();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => setTo({ mode: 'busy', extra_minutes: index + 1 })),
    );
    const [last] = await world.rows(
      `SELECT content FROM passline.board_notices WHERE restaurant_id = $1 AND kind = 'pace'
        ORDER BY created_at DESC, notice_id DESC LIMIT 1`,
      [restaurantId],
    );
    expect(last).toEqual({ content: await paceFor(cashier) });
    expect(await paceVersion()).toBe(from + 20);
  });

  it('reaches the restaurant’s open boards, and no other’s', async () => {
    const rival = await world.as(rivalManager);
    const [board, others] = [
      await Board.open(world.url, cashier.token ?? ''),
      await Board.open(world.url, rival.token ?? ''),
    ];
    const pace = await setTo({ mode: 'paused', until: inMinutes(20), reason: 'the oven' });
    const heard = (on: Board): unknown[] =>
      on.seen.filter(({ event }) => event === 'pace.changed').map(({ frame }) => frame);
    await eventually(
      () => heard(board).some((frame) => JSON.stringify(frame) === JSON.stringify(pace)),
      'it',
    );
    await setTo({ mode: 'busy' }, rival);
    await eventually(() => heard(others).length > 0, 'the pace of the other restaurant');
    expect(heard(others)).toEqual([{ mode: 'busy', extra_minutes: 10 }]);
    await setTo({ mode: 'open' }, rival);
    board.close();
    others.close();
  });
});

describe('A restaurant that is paused', () => {
  it('takes no order of customers and devices, and says until when', async () => {
    const { until } = await setTo({ mode: 'paused', until: inMinutes(30) });
    for (const by of [customer, device]) {
      const answer = await place(by);
      expect([refusal(answer).code, refusal(answer).until]).toEqual(['restaurant_paused', until]);
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(29 * 60);
      expect(seconds).toBeLessThanOrEqual(30 * 60);
    }
  });

  it('says when to ask again where nobody has said until when', async () => {
    await setTo({ mode: 'paused' });
    const answer = await place(customer);
    expect([answer.status, refusal(answer).until]).toEqual([409, null]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('takes those of its staff, and all again once it is open', async () => {
    await setTo({ mode: 'paused' });
    expect((await place(cashier)).status).toBe(201);
    await setTo({ mode: 'open' });
    expect([(await place(customer)).status, (await place(device)).status]).toEqual([201, 201]);
  });

  it('answers an order that it took before as it did then, and takes none by a key that was refused', async () => {
    const [before, during] = [newKey(), newKey()];
    const first = await place(device, { 'Idempotency-Key': before });
    await setTo({ mode: 'paused' });
    const again = await place(device, { 'Idempotency-Key': before });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(orderSchema.parse(again.body).order_id).toBe(orderSchema.parse(first.body).order_id);
    expect(refusal(await place(device, { 'Idempotency-Key': during })).code).toBe('restaurant_paused');
    await setTo({ mode: 'open' });
    expect((await place(device, { 'Idempotency-Key': during })).status).toBe(201);
  });

  it('goes on with the orders that it has', async () => {
    const order = await placed(customer);
    await setTo({ mode: 'paused' });
    expect((await device.move(order.order_id, 'confirmed')).status).toBe('confirmed');
  });

  it('is judged before nothing else: a role that places no orders hears that', async () => {
    await setTo({ mode: 'paused' });
    expect(refusal(await place(await world.as('courier'))).code).toBe('forbidden');
  });
});

describe('A restaurant that is busy', () => {
  /** From when on to the middle of what is promised, in minutes. */
  const readyAfter = ({ estimate }: Pick<Snapshot, 'estimate'>, from: string): number =>
    ([estimate?.ready_from, estimate?.ready_to].reduce((sum, at) => sum + Date.parse(at ?? ''), 0) / 2 -
      Date.parse(from)) /
    60_000;
  /** From the placing on, in minutes. */
  const promised = async ({ order_id, placed_at }: Order): Promise<readonly number[]> => {
    const { estimate } = await cashier.snapshot(order_id);
    const ends = [estimate?.ready_from, estimate?.ready_to];
    return ends.map((at) => (Date.parse(at ?? '') - Date.parse(placed_at)) / 60_000);
  };

  it('promises each new order so much later, and moves none that it has', async () => {
    const before = await placed(customer);
    const usual = await promised(before);
    await setTo({ mode: 'busy', extra_minutes: 25 });
    expect(await promised(before)).toEqual(usual);
    for (const by of [customer, device, cashier])
      expect(await promised(await placed(by))).toEqual(usual.map((minutes) => minutes + 25));
  });

  it('promises it so much later at each step of the order, whatever the pace is by then', async () => {
    const confirmed = async (): Promise<number> => {
      const { order_id } = await cashier.place();
      await setTo({ mode: 'open' });
      const snapshot = await cashier.move(order_id, 'confirmed');
      return readyAfter(snapshot, snapshot.updated_at);
    };
    const usual = await confirmed();
    await setTo({ mode: 'busy', extra_minutes: 25 });
    expect(Math.round((await confirmed()) - usual)).toBe(25);
  });
});
