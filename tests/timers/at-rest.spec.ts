import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DueTimers } from '../../apps/orders/src/timers/due-timers.ts';
import { eventually } from '../support/eventually.ts';
import { minute, TimersWorld } from './timers-world.ts';

// Real here: all of `orders` on PostgreSQL, its workers too. The clock is the spec's.
let world: TimersWorld;

beforeEach(async () => {
  world = await TimersWorld.open({ instances: 2, worker: true });
  await world.keep({ accept_within_seconds: 60 });
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

const rejected = (orderId: string): Promise<boolean> =>
  eventually(async () => (await world.order(orderId)).status === 'rejected', 'the order to be rejected');

describe('the workers', () => {
  it('do what is due within seconds, though nobody tells them and the clock has jumped', async () => {
    const orderId = await world.place();
    world.pass(60 * minute);
    await rejected(orderId);
    expect(await world.story(orderId)).toHaveLength(2);
  });

  it('are woken by a timer that is due earlier than what they wait for', async () => {
    const looks = world.instances.map(({ app }) =>
      jest.spyOn(app.get(DueTimers, { strict: false }), 'earliest'),
    );
    await world.keep({ accept_within_seconds: 3_600 });
    await world.place();
    await eventually(() => looks.every(({ mock }) => mock.calls.length > 0), 'both to know of a timer');
    await world.keep({ confirm_after_seconds: 1 });
    const sooner = await world.place();
    world.pass(1_000);
    world.nudge();
    await eventually(
      async () => (await world.order(sooner)).status === 'confirmed',
      'it to be confirmed',
      4_000,
    );
  });

  it('go on once the database is back', async () => {
    const orderId = await world.place();
    await world.owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    world.pass(minute);
    await rejected(orderId);
  });
});
