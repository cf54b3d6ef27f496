import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { sql } from '#libs/postgres';
import { minute, TimersWorld } from './timers-world.ts';

// Real here: all of `orders` on PostgreSQL. The clock is the spec's, and what is due is done when it says so.
let world: TimersWorld;

beforeAll(async () => {
  world = await TimersWorld.open();
}, 60_000);
afterAll(async () => {
  await world.close();
});
beforeEach(async () => {
  await world.owner.query('DELETE FROM passline.timers');
  await world.owner.query('DELETE FROM passline.board_notices');
});

/** Until the end of what was promised. */
async function passPromise(orderId: string): Promise<void> {
  const { readyTo, arrivesTo } = (await world.order(orderId)).history.at(-1) ?? {};
  world.pass((readyTo ?? arrivesTo ?? 0) - world.now);
}

describe('an order that is late, and nobody reacts', () => {
  it('is delayed so far that its promise ends later than now, and the customer is told as of any delay', async () => {
    await world.keep({ tell_after_minutes: 7 });
    const orderId = await world.place();
    await passPromise(orderId);
    const promised = world.now;
    world.pass(7 * minute - 1);
    await world.first.doDue();
    expect(await world.story(orderId)).toEqual(['placed pending']);
    world.pass(1);
    await world.first.doDue();
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({
      type: 'delayed',
      role: 'system',
      reason: 'busy',
      minutes: 10,
      readyTo: promised + 10 * minute,
    });
  });

  it('is delayed three times in a row at most', async () => {
    await world.keep({ tell_after_minutes: 1 });
    const orderId = await world.place();
    for (let hour = 0; hour < 5; hour += 1) {
      await passPromise(orderId);
      world.pass(minute);
      await world.first.doDue();
    }
    expect((await world.story(orderId)).slice(1)).toEqual(Array(3).fill('delayed pending by system'));
  });

  it('is left to those who have just touched it, for as long again', async () => {
    await world.keep({ tell_after_minutes: 10 });
    const orderId = await world.place();
    await passPromise(orderId);
    world.pass(9 * minute);
    await world.delay(orderId, 1);
    world.pass(10 * minute - 1);
    await world.first.doDue();
    expect((await world.order(orderId)).version).toBe(2);
    world.pass(1);
    await world.first.doDue();
    expect((await world.order(orderId)).version).toBe(3);
  });

  it('is not delayed by hours that it was forgotten for, nor once it is ready', async () => {
    await world.keep({ tell_after_minutes: 1 });
    const [forgotten, ready] = [await world.place(), await world.place()];
    await world.move(ready, 'ready');
    await passPromise(forgotten);
    world.pass(241 * minute);
    await world.first.doDue();
    expect(await world.story(forgotten)).toHaveLength(1);
    expect(await world.story(ready)).toHaveLength(2);
  });
});

const attention = (order_id: string, since: number, ...attention: string[]) => ({
  kind: 'attention',
  content: { order_id, attention, since: new Date(since).toISOString() },
});

describe('an order that somebody should look after', () => {
  it('calls for attention on boards once its time has come, and no more once somebody has moved it', async () => {
    await world.keep({ unaccepted_seconds: 60 });
    const orderId = await world.place();
    world.pass(minute - 1);
    await world.first.doDue();
    expect(await world.notices()).toEqual([]);
    world.pass(1);
    await world.first.doDue();
    const began = world.now;
    expect(await world.notices()).toEqual([attention(orderId, began, 'unaccepted')]);
    world.pass(minute);
    await world.move(orderId, 'confirmed');
    expect(await world.notices()).toEqual([
      attention(orderId, began, 'unaccepted'),
      attention(orderId, world.now),
    ]);
  });

  it('calls for all that it calls for by then', async () => {
    await world.keep({ unaccepted_seconds: 60, overdue_minutes: 5 });
    const orderId = await world.place();
    const placed = world.now;
    world.pass(minute);
    await world.first.doDue();
    await passPromise(orderId);
    world.pass(5 * minute);
    await world.first.doDue();
    expect((await world.notices()).at(-1)).toEqual(
      attention(orderId, placed + minute, 'unaccepted', 'overdue'),
    );
  });

  it('calls by a limit that was raised meanwhile, and no earlier', async () => {
    await world.keep({ unaccepted_seconds: 60 });
    const orderId = await world.place();
    const placed = world.now;
    await world.keep({ unaccepted_seconds: 120 });
    world.pass(placed + minute - world.now);
    await world.first.doDue();
    expect(await world.notices()).toEqual([]);
    world.pass(minute);
    await world.first.doDue();
    expect(await world.notices()).toEqual([attention(orderId, placed + 2 * minute, 'unaccepted')]);
  });

  it('calls once, though the process was killed before it knew that it had', async () => {
    await world.keep({ unaccepted_seconds: 60 });
    const orderId = await world.place();
    const { rows } = await world.owner.query<{ timer_id: string }>('SELECT * FROM passline.timers');
    world.pass(minute);
    await world.first.doDue();
    await world.owner.query(sql`INSERT INTO passline.timers
      (timer_id, restaurant_id, order_id, version, kind, due_at) VALUES
      (${rows[0]?.timer_id}, ${world.restaurantId}, ${orderId}, 1, 'attention', ${new Date(world.now)})`);
    await world.first.doDue();
    expect(await world.notices()).toHaveLength(1);
    expect(await world.waiting()).toBe(0);
  });

  it('calls for nothing that a change of the same moment has ended', async () => {
    await world.keep({ accept_within_seconds: 60, unaccepted_seconds: 60 });
    const orderId = await world.place();
    world.pass(minute);
    await world.first.doDue();
    expect(await world.story(orderId)).toEqual(['placed pending', 'status_changed rejected by system']);
    // Told before it was rejected, or not at all: never that it still calls.
    const told = await world.notices();
    expect(told.at(-1)?.content).not.toMatchObject({ attention: ['unaccepted'] });
  });

  it('does not call at boards once the policy is off', async () => {
    await world.keep({ uncollected_minutes: 10 });
    const orderId = await world.place();
    await world.move(orderId, 'ready');
    await world.keep({});
    world.pass(10 * minute);
    await world.first.doDue();
    expect(await world.notices()).toEqual([]);
    expect(await world.waiting()).toBe(0);
  });
});

describe('a restaurant that was busy for a while', () => {
  const endsIn = async (ms: number, version: number): Promise<void> => {
    await world.owner.query(sql`INSERT INTO passline.timers
      (timer_id, restaurant_id, order_id, version, kind, due_at) VALUES
      (${newId()}, ${world.restaurantId}, NULL, ${version}, 'pace_end', ${new Date(world.now + ms)})`);
  };

  it('is said to be open on boards when that is over, unless its pace was set anew', async () => {
    await world.keep({});
    await world.owner.query('UPDATE passline.restaurants SET pace_version = 3');
    await endsIn(minute, 2);
    await endsIn(2 * minute, 3);
    world.pass(minute);
    await world.first.doDue();
    expect(await world.notices()).toEqual([]);
    world.pass(minute);
    await world.first.doDue();
    expect(await world.notices()).toEqual([{ kind: 'pace', content: { mode: 'open' } }]);
  });
});
