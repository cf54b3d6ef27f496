import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from '#libs/postgres';
import { NarrowRole } from '../../apps/orders/src/platform/index.ts';
import { OrderChanges, RecentOrders } from '../../apps/orders/src/ordering/index.ts';
import { EditRestaurantHandler } from '../../apps/orders/src/restaurants/edit-restaurant/edit-restaurant.handler.ts';
import { ProblemError } from '#libs/service-kit';
import { eventually } from '../support/eventually.ts';
import { minute, TimersWorld } from './timers-world.ts';

// Real here: all of `orders` on PostgreSQL, in two instances. Both have the spec's clock.
let world: TimersWorld;

beforeEach(async () => {
  world = await TimersWorld.open({ instances: 2 });
  await world.keep({ accept_within_seconds: 60 });
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

const place = async (count: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: count }, () => world.place()));

/** Each was rejected once, and nothing else happened. */
async function expectRejectedOnce(orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds)
    expect(await world.story(orderId)).toEqual(['placed pending', 'status_changed rejected by system']);
  expect(await world.waiting()).toBe(0);
}

describe('a timer', () => {
  it('is done once by instances that look at the same moment', async () => {
    const orderIds = await place(230);
    world.pass(minute);
    const done = await Promise.all(world.instances.map((instance) => instance.doDue()));
    expect(done.reduce((sum, each) => sum + each)).toBe(230);
    await expectRejectedOnce(orderIds);
  });

  it('is done again, to no effect, where whoever did it died before it could say so', async () => {
    const orderIds = await place(40);
    world.pass(minute);
    const [first, second] = world.instances;
    const changes = first?.app.get(OrderChanges, { strict: false });
    if (changes === undefined || second === undefined) throw new Error('two instances were asked for');
    const apply = changes.apply.bind(changes);
    let applied = 0;
    jest.spyOn(changes, 'apply').mockImplementation(async (request, rule) => {
      const outcome = await apply(request, rule);
      applied += 1;
      if (applied === 25) await endHolder();
      return outcome;
    });
    await expect(world.first.doDue()).rejects.toThrow();
    expect(await world.waiting()).toBe(40);
    expect(await second.doDue()).toBe(40);
    await expectRejectedOnce(orderIds);
  });

  /** As PostgreSQL does with the session of a process that was killed. */
  const endHolder = async (): Promise<void> => {
    await world.owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'`);
  };

  it('is neither lost nor done twice by a clock that is set an hour forth, and back', async () => {
    const [early] = await place(1);
    world.pass(60 * minute);
    await world.first.doDue();
    world.pass(-60 * minute);
    const late = await place(1);
    await world.first.doDue();
    expect(await world.story(late[0] ?? '')).toEqual(['placed pending']);
    world.pass(minute);
    await world.first.doDue();
    await expectRejectedOnce([early ?? '', ...late]);
  });

  it('waits behind all that can be done where it cannot, and is tried again', async () => {
    const orderIds = await place(130);
    const broken = orderIds.slice(0, 110);
    world.pass(minute);
    const changes = world.first.app.get(OrderChanges, { strict: false });
    const apply = changes.apply.bind(changes);
    jest
      .spyOn(changes, 'apply')
      .mockImplementation((request, rule) =>
        broken.includes(request.orderId) ? Promise.reject(new Error('broken')) : apply(request, rule),
      );
    await world.first.doDue();
    expect(await world.waiting()).toBe(110);
    await expectStories(orderIds.slice(110), 2);
    jest.restoreAllMocks();
    expect(await world.first.doDue()).toBe(0);
    world.pass(10_000);
    await world.first.doDue();
    await expectRejectedOnce(orderIds);
  });

  const expectStories = async (orderIds: readonly string[], length: number): Promise<void> => {
    for (const orderId of orderIds) expect(await world.story(orderId)).toHaveLength(length);
  };

  it('is tried less and less often while it cannot be done, and once every ten minutes at least', async () => {
    await place(1);
    world.pass(minute);
    const changes = world.first.app.get(OrderChanges, { strict: false });
    const tried = jest.spyOn(changes, 'apply').mockRejectedValue(new Error('broken'));
    for (const seconds of [10, 20, 40, 80, 160, 320, 600, 600]) {
      tried.mockClear();
      await world.first.doDue();
      world.pass(seconds * 1_000 - 1);
      await world.first.doDue();
      expect(tried).toHaveBeenCalledTimes(1);
      world.pass(1);
    }
  });

  it('is void only where its order is gone, or another one by now', async () => {
    const changes = world.first.app.get(OrderChanges, { strict: false });
    const refused = jest.spyOn(changes, 'apply');
    const outcomes: (readonly [string, number, number])[] = [];
    const codes = ['not_found', 'transition_not_allowed', 'version_mismatch', 'forbidden'] as const;
    for (const code of [...codes, 'idempotency_key_reused', 'invalid_request'] as const) {
      await world.owner.query('DELETE FROM passline.timers');
      await place(1);
      world.pass(minute);
      const refusal = new ProblemError(code, 'Refused.');
      refused.mockRejectedValue(refusal);
      await world.first.doDue();
      outcomes.push([code, refusal.status, await world.waiting()]);
    }
    expect(outcomes).toEqual([
      ['not_found', 404, 0],
      ['transition_not_allowed', 409, 0],
      ['version_mismatch', 412, 0],
      ['forbidden', 403, 1],
      ['idempotency_key_reused', 422, 1],
      ['invalid_request', 400, 1],
    ]);
    const metrics = await world.metrics();
    expect(metrics).toContain('passline_timers_total{kind="accept",outcome="void"} 3');
    expect(metrics).toContain('passline_timers_total{kind="accept",outcome="put_off"} 3');
  });

  it('says in the metrics for how long it has been due, and what became of it', async () => {
    await place(2);
    expect(await world.metrics()).toContain('passline_timers_overdue_seconds 0\n');
    world.pass(minute + 90_000);
    expect(await world.metrics()).toContain('passline_timers_overdue_seconds 90\n');
    await world.first.doDue();
    const metrics = await world.metrics();
    expect(metrics).toContain('passline_timers_overdue_seconds 0\n');
    expect(metrics).toContain('passline_timers_total{kind="accept",outcome="done"} 2');
  });

  it('is set by a policy that another instance was told, for an order that this one remembers', async () => {
    const [orderId = ''] = await place(1);
    const recent = world.first.app.get(RecentOrders, { strict: false });
    const remembered = (): number | undefined => recent.find(world.restaurantId, orderId)?.version;
    await eventually(async () => {
      world.pass(5_001);
      await world.delay(orderId, 1);
      return remembered() !== undefined;
    }, 'the order to be remembered');
    const elsewhere = world.instances[1]?.app.get(EditRestaurantHandler, { strict: false });
    await elsewhere?.edit({ policies: { tell_after_minutes: 5 } }, { restaurant_id: world.restaurantId });
    await eventually(() => remembered() === undefined, 'the change to be heard of');
    await world.move(orderId, 'confirmed');
    const { version } = await world.order(orderId);
    const { rows } = await world.owner.query<{ kind: string }>(
      sql`SELECT kind FROM passline.timers WHERE order_id = ${orderId} AND version = ${version}`,
    );
    expect(rows).toEqual([{ kind: 'tell' }]);
  });

  it('is done by another instance while one hangs with its own', async () => {
    const [hanging] = await place(1);
    world.pass(minute);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const [first, second] = world.instances;
    const hangs = first?.database.transactionAs(NarrowRole.Timers, async (transaction) => {
      await transaction.query({ text: 'SELECT FROM passline.timers FOR UPDATE', values: [] });
      await held;
    });
    await eventually(
      async () =>
        (await world.owner.query(`SELECT FROM pg_stat_activity WHERE state = 'idle in transaction'`))
          .rowCount === 1,
      'the timer to be held',
    );
    const others = await place(3);
    world.pass(minute);
    expect(await second?.doDue()).toBe(3);
    release();
    await hangs;
    await second?.doDue();
    await expectRejectedOnce([hanging ?? '', ...others]);
  });
});
