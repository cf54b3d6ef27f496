import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { createLogger } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import { SharedBuckets } from './shared-buckets.ts';

const logger = createLogger('orders', 'silent');
const limit = { perSecond: 1, burst: 5 };
let buckets: SharedBuckets;
/** How often the database was asked to add what was let through. */
let settlements: number;
let isAway: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  [settlements, isAway] = [0, false];
  const database = {
    asRole: (_role: string, { text }: { text: string }) => {
      if (text.includes('DELETE')) return Promise.resolve([]);
      settlements += 1;
      return isAway ? Promise.reject(new Error('away')) : Promise.resolve([]);
    },
  } as unknown as Database;
  buckets = new SharedBuckets(database, logger);
  buckets.onApplicationBootstrap();
});
afterEach(async () => {
  await buckets.beforeApplicationShutdown();
  jest.useRealTimers();
});

const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
/** What it wakes up for; one of them is what removes empty levels once a minute. */
const timers = (): number => jest.getTimerCount();

it('is woken for nothing while nobody asks for anything', async () => {
  await after(1_000);
  expect([timers(), settlements]).toEqual([1, 0]);
});

it('tells of all that it let through at once, a quarter of a second after the first, and rests again', async () => {
  for (const key of ['a', 'b', 'a']) buckets.take(key, limit);
  await after(200);
  buckets.take('c', limit);
  expect([timers(), settlements]).toEqual([2, 0]);
  await after(50);
  expect([timers(), settlements]).toEqual([1, 1]);
  await after(10_000);
  expect(settlements).toBe(1);
});

it('tells again what it could not tell while the database was away', async () => {
  isAway = true;
  buckets.take('a', limit);
  await after(800);
  expect(settlements).toBe(3);
  isAway = false;
  await after(250);
  expect([timers(), settlements]).toEqual([1, 4]);
});

it('has nothing to tell where it refused', async () => {
  for (let times = 0; times < limit.burst; times += 1) buckets.take('a', limit);
  await after(250);
  expect(buckets.take('a', { ...limit, burst: 0 })).toBeGreaterThan(0);
  expect(timers()).toBe(1);
});

it('begins nothing once it is stopped', async () => {
  await buckets.beforeApplicationShutdown();
  buckets.take('a', limit);
  expect(timers()).toBe(0);
});
