import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword, freePort, type Passline, startPassline } from '../../tests/support/passline.ts';
import { rush, type RushOptions } from './rush.ts';
import { summaryOf } from './summary.ts';
import { isSound } from './tally.ts';

/* Real here: Passline as `npm start` runs it, PostgreSQL, HTTP and sockets. */
describe('a rush', () => {
  let passline: Passline;
  beforeAll(async () => {
    passline = await startPassline({ settings: { RATE_LIMITS: 'off' } });
  }, 60_000);
  afterAll(() => passline.stop());

  const options = (more: Partial<RushOptions> = {}): RushOptions => ({
    url: passline.url,
    account: { username: 'cashier@demo.test', password: demoPassword },
    orders: 30,
    rate: 30,
    pace: 50,
    seed: 5,
    followers: 30,
    ...more,
  });
  const never = new AbortController().signal;

  it('finds every accepted change on its screen, once and in order', async () => {
    const report = await rush(options(), never);

    expect(report).toMatchObject({
      ordersPlaced: 30,
      ordersFinished: 30,
      ordersFollowed: 30,
      frames: { missing: 0, outOfOrder: 0 },
      errors: {},
    });
    expect(report.frames.expected).toBeGreaterThan(90);
    expect(report.toScreen?.count).toBe(report.frames.received);
    expect(isSound(report)).toBe(true);
    expect(summaryOf(report)).toContain(
      'Everything that was accepted reached its screen, once and in order.',
    );
  });

  it('keeps to the number of screens that may be open at once', async () => {
    const report = await rush(options({ orders: 10, rate: 500, followers: 3 }), never);

    expect(report.mostScreens).toBe(3);
    expect(report.ordersFollowed).toBeLessThan(10);
    expect(report.ordersFinished).toBe(10);
  });

  it('reports what happened until it was stopped', async () => {
    const stop = new AbortController();
    const report = await rush(options({ orders: 1_000, pace: 300 }), stop.signal, ({ placed }) => {
      if (placed >= 5) stop.abort();
    });

    expect(report.interrupted).toBe(true);
    expect(report.ordersPlaced).toBeGreaterThanOrEqual(5);
    expect(report.ordersPlaced).toBeLessThan(1_000);
    expect(report.frames.missing).toBe(0);
  });

  it('says that the password is wrong', async () => {
    const account = { username: 'cashier@demo.test', password: 'guessed' };
    await expect(rush(options({ account }), never)).rejects.toThrow(
      'cashier@demo.test was not let in: the password is wrong',
    );
  });

  it('says where nothing answers', async () => {
    const url = `http://127.0.0.1:${String(await freePort())}`;
    await expect(rush(options({ url }), never)).rejects.toThrow(
      `Nothing answers at ${url} (ECONNREFUSED). Start Passline with "npm start"`,
    );
  });

  it('says that this role places no orders', async () => {
    const account = { username: 'kitchen@demo.test', password: demoPassword };
    const report = await rush(options({ account, orders: 3 }), never);

    expect(report.stoppedBy).toContain('forbidden');
    expect(isSound(report)).toBe(false);
  });
});
