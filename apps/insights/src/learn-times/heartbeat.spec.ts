import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '#libs/service-kit';
import { defaultTiming } from '../platform/index.ts';
import { KeepingUp, type StaleOrders } from '../record-stages/index.ts';
import { Heartbeat } from './heartbeat.ts';

// Stand-ins for the tables and for orders.
let consumerHealthy: boolean;
let longestWait: () => Promise<number>;
let heartbeat: Heartbeat;
const heard = jest.fn(() => Promise.resolve());

beforeEach(() => {
  jest.useFakeTimers();
  heard.mockReset().mockResolvedValue(undefined);
  [consumerHealthy, longestWait] = [true, () => Promise.resolve(3_000)];
  const stale = { longestWait: () => longestWait() } as StaleOrders;
  const keepingUp = new KeepingUp(stale, () => consumerHealthy);
  const orders = { insightsHeartbeat: heard } as never;
  heartbeat = new Heartbeat(orders, keepingUp, defaultTiming, createLogger('insights', 'silent'));
});
afterEach(async () => {
  await heartbeat.beforeApplicationShutdown();
  jest.useRealTimers();
});

async function beatsIn(seconds: number): Promise<number> {
  heard.mockClear();
  await jest.advanceTimersByTimeAsync(seconds * 1_000);
  return heard.mock.calls.length;
}

describe('the sign of life', () => {
  it('is given at once, and each half minute', async () => {
    heartbeat.onApplicationBootstrap();
    expect(await beatsIn(1)).toBe(1);
    expect(await beatsIn(120)).toBe(4);
  });

  it.each([
    ['the events do not flow', () => (consumerHealthy = false)],
    ['what came is not worked out for more than five minutes', () => (longestWait = async () => 301_000)],
    ['the tables cannot be reached', () => (longestWait = () => Promise.reject(new Error('away')))],
  ])('is not given while %s, and soon after', async (_, fail) => {
    heartbeat.onApplicationBootstrap();
    await beatsIn(1);
    fail();
    expect(await beatsIn(300)).toBe(0);
    [consumerHealthy, longestWait] = [true, () => Promise.resolve(0)];
    expect(await beatsIn(3)).toBe(1);
  });

  it('that orders does not hear is given again soon', async () => {
    heard.mockRejectedValueOnce(new Error('away'));
    heartbeat.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(heard).toHaveBeenCalledTimes(2);
  });
});
