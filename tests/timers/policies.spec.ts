import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EditPolicies } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';
import { UpcomingTimers } from '../../apps/orders/src/platform/index.ts';
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

interface Case {
  readonly policies: EditPolicies;
  readonly fulfilment: Fulfilment;
  readonly path?: readonly Status[];
  /** After so many ms. */
  readonly after: number;
  readonly becomes: string;
}

const cases: Readonly<Record<string, Case>> = {
  'rejects an order that nobody has accepted in time': {
    policies: { accept_within_seconds: 120 },
    fulfilment: 'pickup',
    after: 2 * minute,
    becomes: 'status_changed rejected by system',
  },
  'confirms an order unasked': {
    policies: { confirm_after_seconds: 30 },
    fulfilment: 'dine_in',
    after: minute / 2,
    becomes: 'status_changed confirmed by system',
  },
  'completes a delivery half an hour after it arrived, unless told otherwise': {
    policies: {},
    fulfilment: 'delivery',
    path: ['ready', 'out_for_delivery', 'delivered'],
    after: 30 * minute,
    becomes: 'status_changed completed by system',
  },
  'completes what was served once its time is over': {
    policies: { close_after_minutes: 5 },
    fulfilment: 'dine_in',
    path: ['ready', 'served'],
    after: 5 * minute,
    becomes: 'status_changed completed by system',
  },
};

describe('a restaurant’s policies', () => {
  it.each(Object.entries(cases))('%s: at its time, and once', async (_, the) => {
    await world.keep(the.policies);
    const orderId = await world.place({ fulfilment: the.fulfilment });
    await world.move(orderId, ...(the.path ?? []));
    world.pass(the.after - 1);
    await world.first.doDue();
    const before = await world.story(orderId);
    world.pass(1);
    await world.first.doDue();
    expect(await world.story(orderId)).toEqual([...before, the.becomes]);
    world.pass(600 * minute);
    await world.first.doDue();
    expect(await world.story(orderId)).toHaveLength(before.length + 1);
  });

  it.each(Object.entries(cases))('%s, and not one that has moved on', async (_, the) => {
    await world.keep({ ...the.policies, close_after_minutes: null, ...the.policies });
    const orderId = await world.place({ fulfilment: the.fulfilment });
    await world.move(orderId, ...(the.path ?? []));
    await world.move(orderId, the.path === undefined ? 'preparing' : 'completed');
    const before = await world.story(orderId);
    world.pass(the.after);
    await world.first.doDue();
    expect(await world.story(orderId)).toEqual(before);
  });

  it('wake this instance at their time, whether orders are placed and moved alone or together', async () => {
    await world.keep({ accept_within_seconds: 60, tell_after_minutes: 600 });
    const heard: number[] = [];
    world.first.app.get(UpcomingTimers, { strict: false }).onTimer((dueAt) => heard.push(dueAt));
    const writes = async (all: Promise<unknown>[]): Promise<readonly number[]> => {
      heard.length = 0;
      await Promise.all(all);
      return heard;
    };
    const orderIds: string[] = [];
    const place = async (): Promise<void> => void orderIds.push(await world.place());
    expect(await writes([place()])).toEqual([world.now + minute]);
    expect(await writes([place(), place(), place()])).toEqual(Array(3).fill(world.now + minute));
    const [alone = '', ...together] = orderIds;
    // Of work that takes 24 minutes at most.
    const told = world.now + (24 + 600) * minute;
    expect(await writes([world.move(alone, 'confirmed')])).toEqual([told]);
    expect(await writes(together.map((id) => world.move(id, 'confirmed')))).toEqual(Array(3).fill(told));
  });

  it('says why an order is rejected, and by when somebody had to accept it', async () => {
    await world.keep({ accept_within_seconds: 60 });
    const orderId = await world.place();
    expect((await world.order(orderId)).history.at(-1)?.acceptBy).toBe(world.now + minute);
    world.pass(minute);
    await world.first.doDue();
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({
      reason: 'no_response',
      role: 'system',
      occurredAt: world.now,
    });
  });

  it('gives whoever takes an automatic step back five minutes at least', async () => {
    await world.keep({ accept_within_seconds: 1 });
    const orderId = await world.place();
    world.pass(1_000);
    await world.first.doDue();
    await world.recall(orderId);
    world.pass(5 * minute - 1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('pending');
    world.pass(1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('rejected');
  });

  it('does not do over a change that was taken back just before it was due', async () => {
    await world.keep({ close_after_minutes: 5 });
    const orderId = await world.place({ fulfilment: 'dine_in' });
    await world.move(orderId, 'ready', 'served');
    world.pass(5 * minute - 1);
    await world.recall(orderId);
    world.pass(1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('ready');
  });
});

describe('an order for later', () => {
  it('goes to the kitchen by itself so early that it can be there when it is wanted', async () => {
    await world.keep({});
    const orderId = await world.place({ fulfilment: 'delivery', scheduledIn: 120 * minute });
    const wanted = world.now + 120 * minute;
    // Twenty minutes of work, twenty on the way at most, and five to spare.
    world.pass(75 * minute - 1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('scheduled');
    world.pass(1);
    await world.first.doDue();
    expect(await world.story(orderId)).toEqual(['placed scheduled', 'status_changed pending by system']);
    const { history } = await world.order(orderId);
    expect(history.at(-1)).toMatchObject({ arrivesTo: wanted });
  });

  it('keeps its promise when it is begun early, and moves it when it is delayed', async () => {
    await world.keep({});
    const orderId = await world.place({ scheduledIn: 120 * minute });
    const wanted = world.now + 120 * minute;
    await world.move(orderId, 'pending', 'cooking');
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({ readyTo: wanted });
    await world.delay(orderId, 10);
    await world.recall(orderId);
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({ readyTo: wanted + 10 * minute });
  });

  it('goes to the kitchen later by what it was delayed, and is no more work for it', async () => {
    await world.keep({});
    const orderId = await world.place({ scheduledIn: 120 * minute });
    const wanted = world.now + 120 * minute;
    await world.delay(orderId, 15);
    await world.amend(orderId, { payment: { status: 'paid' } });
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({ readyTo: wanted + 15 * minute });
    world.pass(110 * minute - 1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('scheduled');
    world.pass(1);
    await world.first.doDue();
    const released = await world.order(orderId);
    expect(released).toMatchObject({ status: 'pending', workMinutes: 20 });
    expect(released.history.at(-1)).toMatchObject({ readyTo: wanted + 15 * minute });
  });

  it('keeps what it was delayed by when the kitchen gives it back', async () => {
    await world.keep({});
    const orderId = await world.place({ scheduledIn: 120 * minute });
    const wanted = world.now + 120 * minute;
    await world.move(orderId, 'pending');
    await world.delay(orderId, 30);
    await world.recall(orderId);
    const back = await world.order(orderId);
    expect(back).toMatchObject({ status: 'scheduled', workMinutes: 20 });
    expect(back.history.at(-1)).toMatchObject({ readyTo: wanted + 30 * minute });
    world.pass(125 * minute);
    await world.first.doDue();
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({
      status: 'pending',
      readyTo: wanted + 30 * minute,
    });
  });

  it('is promised by the way that is usual where its restaurant has not said how long its drivers take', async () => {
    await world.keep({});
    await world.owner.query('UPDATE passline.restaurants SET delivery_minutes = NULL');
    const orderId = await world.place({ fulfilment: 'delivery', scheduledIn: 120 * minute });
    const wanted = world.now + 120 * minute;
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({
      readyTo: wanted - 30 * minute,
      arrivesTo: wanted,
    });
    const now = await world.place({ fulfilment: 'delivery' });
    const { readyFrom, readyTo, arrivesFrom, arrivesTo } = (await world.order(now)).history.at(-1) ?? {};
    expect([(arrivesFrom ?? 0) - (readyFrom ?? 0), (arrivesTo ?? 0) - (readyTo ?? 0)]).toEqual([
      15 * minute,
      30 * minute,
    ]);
  });

  it('is moved to another time, by which it is then promised and released', async () => {
    await world.keep({});
    const orderId = await world.place({ scheduledIn: 60 * minute });
    const wanted = world.now + 180 * minute;
    await world.amend(orderId, { scheduled_for: new Date(wanted).toISOString() });
    expect((await world.order(orderId)).history.at(-1)).toMatchObject({
      type: 'amended',
      amendment: { changed: ['scheduled_for'] },
      readyTo: wanted,
    });
    world.pass(155 * minute - 1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('scheduled');
    world.pass(1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('pending');
  });

  it.each([
    ['sooner than ten minutes ahead', 9],
    ['later than sixty days ahead', 60 * 24 * 60 + 1],
  ])('is not moved to a time %s', async (_, minutes) => {
    await world.keep({});
    const orderId = await world.place({ scheduledIn: 60 * minute });
    const scheduled_for = new Date(world.now + minutes * minute).toISOString();
    await expect(world.amend(orderId, { scheduled_for })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is not moved once the kitchen has it, and one for now is never', async () => {
    await world.keep({});
    const scheduled_for = new Date(world.now + 90 * minute).toISOString();
    const released = await world.place({ scheduledIn: 60 * minute });
    await world.move(released, 'pending');
    for (const orderId of [released, await world.place()])
      await expect(world.amend(orderId, { scheduled_for })).rejects.toMatchObject({
        code: 'transition_not_allowed',
        facts: { from: 'pending', version: expect.any(Number) },
      });
  });

  it('stays back for five minutes when its release is taken back', async () => {
    await world.keep({});
    const orderId = await world.place({ scheduledIn: 30 * minute });
    world.pass(5 * minute);
    await world.first.doDue();
    await world.recall(orderId);
    world.pass(minute);
    await world.delay(orderId, 5);
    world.pass(4 * minute - 1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('scheduled');
    world.pass(1);
    await world.first.doDue();
    expect((await world.order(orderId)).status).toBe('pending');
  });
});
