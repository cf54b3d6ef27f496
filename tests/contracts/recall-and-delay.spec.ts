import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Estimate, type Snapshot, updateResultSchema } from '#libs/contracts';
import { type Answer, type Api, newKey } from '../support/api.ts';
import { Screen } from '../support/screens.ts';
import { refusal, World } from './contract-world.ts';

const windowMs = 60_000;
const mistake = { reason: 'mistake' };
const snapshotIn = ({ status, body }: Answer): Snapshot => {
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
  return updateResultSchema.parse(body);
};

let world: World;
let cashier: Api;
beforeAll(async () => {
  world = await World.open({ RECALL_WINDOW_MS: String(windowMs) });
  cashier = await world.as('cashier');
});
afterAll(() => world.close());

async function orderAt(...statuses: readonly string[]): Promise<string> {
  const { order_id } = await cashier.place();
  for (const status of statuses)
    await cashier.move(
      order_id,
      status,
      status === 'cancelled' || status === 'delivery_failed' ? { reason: 'other' } : {},
    );
  return order_id;
}

describe('A recall', () => {
  const recall = (orderId: string, caller = cashier, body: object = mistake): Promise<Answer> =>
    caller.change(orderId, 'recall', body);

  it('undoes one step after the other, until nothing is left to undo, and erases nothing', async () => {
    const id = await orderAt('confirmed', 'cooking', 'ready');
    const recalled = [];
    for (let step = 0; step < 3; step++) recalled.push(snapshotIn(await recall(id)));
    expect(recalled.map(({ status, order_status, version }) => [status, order_status, version])).toEqual([
      ['cooking', 'cooking', 5],
      ['confirmed', 'confirmed', 6],
      ['pending', 'pending', 7],
    ]);
    expect(refusal(await recall(id))).toMatchObject({ status: 409, code: 'recall_not_possible' });
    const { status_history } = await cashier.snapshot(id);
    expect(
      status_history.map(({ version, type, status, corrects, reason }) => [
        version,
        type,
        status,
        corrects ?? null,
        reason,
      ]),
    ).toEqual([
      [1, 'placed', 'pending', null, null],
      [2, 'status_changed', 'confirmed', null, null],
      [3, 'status_changed', 'cooking', null, null],
      [4, 'status_changed', 'ready', null, null],
      [5, 'recalled', 'cooking', 4, 'mistake'],
      [6, 'recalled', 'confirmed', 3, 'mistake'],
      [7, 'recalled', 'pending', 2, 'mistake'],
    ]);
    expect((await cashier.move(id, 'preparing')).version).toBe(8);
    expect(snapshotIn(await recall(id)).status_history.at(-1)).toMatchObject({
      version: 9,
      corrects: 8,
      status: 'pending',
    });
  });

  it('passes delays over', async () => {
    const id = await orderAt('cooking');
    await cashier.change(id, 'delay', { minutes: 5, reason: 'busy' });
    expect(snapshotIn(await recall(id))).toMatchObject({ status: 'pending', version: 4 });
    expect(refusal(await recall(id)).code).toBe('recall_not_possible');
  });

  it.each([
    ['cancelled', ['ready', 'cancelled'], 'ready'],
    ['rejected', [], 'pending'],
    ['completed', ['ready', 'out_for_delivery', 'delivered', 'completed'], 'delivered'],
    ['delivery_failed', ['ready', 'out_for_delivery', 'delivery_failed'], 'out_for_delivery'],
  ])('brings an order back that is %s', async (end, way, back) => {
    const id = await orderAt(...way);
    if (end === 'rejected') await cashier.move(id, 'rejected', { reason: 'closed' });
    const { status, steps, allowed } = snapshotIn(await recall(id));
    expect([status, steps.find(({ state }) => state === 'current')?.status, allowed?.length]).toEqual([
      back,
      back,
      expect.any(Number),
    ]);
    expect(allowed).not.toEqual([]);
  });

  it('tells those who follow which version it corrects, and by which role', async () => {
    const id = await orderAt('ready');
    const screen = await Screen.open(world.url, cashier.token ?? '', id);
    await recall(id, cashier, { reason: 'remake', notes: 'Sorry!' });
    const frame = await screen.frame(3);
    expect(frame).toMatchObject({
      order_id: id,
      type: 'recalled',
      status: 'pending',
      order_status: 'pending',
      corrects: 2,
      reason: 'remake',
      notes: 'Sorry!',
      role: 'cashier',
    });
    expect(frame.estimate).not.toBeNull();
    expect(JSON.stringify(frame)).not.toContain('Carla');
    screen.close();
  });

  it.each([
    ['kitchen', 'ready', ['cooking', 'ready'], 200],
    ['kitchen', 'out_for_delivery', ['ready', 'out_for_delivery'], 403],
    ['kitchen', 'cancelled', ['cancelled'], 403],
    ['courier', 'delivered', ['ready', 'out_for_delivery', 'delivered'], 200],
    ['courier', 'delivery_failed', ['ready', 'out_for_delivery', 'delivery_failed'], 200],
    ['courier', 'ready', ['ready'], 403],
    ['courier', 'completed', ['ready', 'out_for_delivery', 'delivered', 'completed'], 403],
    ['manager', 'completed', ['ready', 'out_for_delivery', 'delivered', 'completed'], 200],
    ['customer', 'ready', ['ready'], 403],
  ])('by %s of the step "%s" is judged by whose step it is', async (role, _, way, expected) => {
    const id = await orderAt(...way);
    const answer = await recall(id, await world.as(role));
    expect(answer.status).toBe(expected);
    expect(expected === 403 ? refusal(answer).code : snapshotIn(answer).version).toBe(
      expected === 403 ? 'forbidden' : way.length + 2,
    );
  });

  it('needs a reason, and a known one', async () => {
    const id = await orderAt('cooking');
    for (const body of [{}, { reason: null }, { reason: 'because' }, { notes: 'oops' }])
      expect(refusal(await recall(id, cashier, body)).code).toBe('invalid_request');
    expect(await world.versionsOf(id)).toEqual([1, 2]);
  });

  it('is over with the window, whoever asks', async () => {
    const [young, old] = [await orderAt('cooking'), await orderAt('cooking')];
    await age(young, windowMs - 20_000);
    await age(old, windowMs + 1_000);
    expect((await recall(young)).status).toBe(200);
    expect(refusal(await recall(old))).toMatchObject({ status: 409, code: 'recall_not_possible' });
    expect(refusal(await recall(old, await world.as('courier'))).code).toBe('forbidden');
    await cashier.move(old, 'ready');
    expect(snapshotIn(await recall(old)).status).toBe('cooking');
    expect(refusal(await recall(old)).code).toBe('recall_not_possible');
  });

  /** Makes an order's history older behind the service's back: what else would be a wait. */
  async function age(orderId: string, ms: number): Promise<void> {
    const client = await world.owner.connect();
    try {
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      const older = `interval '${String(ms)} milliseconds'`;
      await client.query(
        `UPDATE passline.order_history SET recorded_at = recorded_at - ${older}, occurred_at = occurred_at - ${older} WHERE order_id = $1`,
        [orderId],
      );
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }
});

describe('A delay', () => {
  const delay = (
    orderId: string,
    body: object = { minutes: 15, reason: 'busy' },
    caller = cashier,
  ): Promise<Answer> => caller.change(orderId, 'delay', body);
  const ends = (estimate: Estimate): number[] =>
    [estimate?.ready_from, estimate?.ready_to].flatMap((at) => (at ? [Date.parse(at)] : []));

  it('moves the estimate by its minutes, and nothing else', async () => {
    const id = await orderAt('cooking');
    const before = await cashier.snapshot(id);
    const after = snapshotIn(
      await delay(id, { minutes: 15, reason: 'ingredient', notes: 'The tuna is late.' }),
    );
    expect(ends(after.estimate)).toEqual(ends(before.estimate).map((ms) => ms + 15 * 60_000));
    expect([after.status, after.status_info, after.steps, after.allowed, after.version]).toEqual([
      before.status,
      before.status_info,
      before.steps,
      before.allowed,
      3,
    ]);
    expect(after.status_history.at(-1)).toMatchObject({
      version: 3,
      type: 'delayed',
      status: 'cooking',
      reason: 'ingredient',
      notes: 'The tuna is late.',
    });
    expect(after.status_history.slice(0, 2)).toEqual(before.status_history);
  });

  it('reaches those who follow with the new estimate', async () => {
    const id = await orderAt('confirmed');
    const screen = await Screen.open(world.url, cashier.token ?? '', id);
    const { estimate } = snapshotIn(await delay(id));
    expect(await screen.frame(3)).toMatchObject({
      type: 'delayed',
      status: 'confirmed',
      reason: 'busy',
      estimate,
    });
    screen.close();
  });

  it('leaves the estimate alone between two versions, and null once there is nothing to wait for', async () => {
    const id = await orderAt('confirmed');
    const reads = [await cashier.snapshot(id), await cashier.snapshot(id)];
    expect(reads[0]?.estimate).not.toBeNull();
    expect(reads[1]?.estimate).toEqual(reads[0]?.estimate);
    for (const status of ['ready', 'out_for_delivery']) {
      const { estimate } = await cashier.move(id, status);
      expect(estimate).toMatchObject({ ready_from: null, ready_to: null, basis: 'rule' });
      expect(estimate?.arrives_from).toBeDefined();
    }
    for (const status of ['delivered', 'completed'])
      expect((await cashier.move(id, status)).estimate).toBeNull();
    const cancelled = await orderAt('cancelled');
    expect((await cashier.snapshot(cancelled)).estimate).toBeNull();
  });

  it.each([
    ['completed', ['ready', 'out_for_delivery', 'delivered', 'completed']],
    ['cancelled', ['cancelled']],
  ])('is refused for an order that is %s', async (end, way) => {
    const id = await orderAt(...way);
    expect(refusal(await delay(id))).toMatchObject({
      status: 409,
      code: 'transition_not_allowed',
      from: end,
      allowed: [],
      version: way.length + 1,
    });
    expect(await world.versionsOf(id)).toHaveLength(way.length + 1);
  });

  it('is for staff and kitchen to say, not for couriers and customers', async () => {
    const order = await (await world.as('customer')).place();
    for (const role of ['courier', 'customer'])
      expect(refusal(await delay(order.order_id, undefined, await world.as(role))).code).toBe('forbidden');
    expect(refusal(await delay(order.order_id, undefined, cashier.guest(order))).code).toBe('forbidden');
    for (const role of ['kitchen', 'manager', 'admin'])
      expect((await delay(order.order_id, undefined, await world.as(role))).status).toBe(200);
  });

  it('needs whole minutes, at least one, and a reason', async () => {
    const id = await orderAt();
    const flaws = [
      { minutes: 0 },
      { minutes: -5 },
      { minutes: 1.5 },
      { minutes: '5' },
      { minutes: null },
      { minutes: 1e9 },
      { minutes: undefined },
      { reason: undefined },
      { reason: 'late' },
      { notes: 'x'.repeat(501) },
    ];
    for (const flaw of flaws)
      expect(refusal(await delay(id, { minutes: 5, reason: 'busy', ...flaw }))).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
    expect(await world.versionsOf(id)).toEqual([1]);
  });

  it('said twice with one key counts once', async () => {
    const id = await orderAt();
    const key = { 'idempotency-key': newKey() };
    for (let time = 0; time < 2; time++)
      await cashier.change(id, 'delay', { minutes: 5, reason: 'busy' }, key);
    expect(await world.versionsOf(id)).toEqual([1, 2]);
  });
});
