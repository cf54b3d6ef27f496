import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { OrdersClient, Waiting } from '#libs/orders-client';
import { createLogger } from '#libs/service-kit';
import { CollectPendingTasks } from './collect-pending-tasks.ts';
import type { PendingTaskHandlers } from './pending-task-handlers.ts';

const logger = createLogger('notifier', 'silent');
/** How `orders` answers. */
let answer: (waiting: Waiting) => Promise<readonly string[]>;
let asked: number;
/** What each task was begun with. */
let begun: string[];
let collecting: CollectPendingTasks;

beforeEach(() => {
  jest.useFakeTimers();
  [asked, begun] = [0, []];
  const orders = {
    pendingTasks: (waiting: Waiting) => {
      asked += 1;
      return answer(waiting);
    },
  } as unknown as OrdersClient;
  const handlers = {
    tasksOf: (ids: unknown) =>
      (ids as string[]).map((id) => ({
        kind: 'erasure',
        id,
        handle: () => {
          begun.push(id);
          return id === 'hopeless' ? Promise.reject(new Error('never')) : Promise.resolve();
        },
      })),
  } as unknown as PendingTaskHandlers;
  collecting = new CollectPendingTasks(orders, handlers, logger);
  collecting.onApplicationBootstrap();
});
afterEach(async () => {
  await collecting.beforeApplicationShutdown();
  jest.useRealTimers();
});

const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const nothing: readonly string[] = [];

/** Waits as `orders` does, or until the question is ended. */
function waitFor({ seconds, signal }: Waiting): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  setTimeout(resolve, seconds * 1_000, nothing);
  signal?.addEventListener('abort', () => {
    reject(new Error('ended'));
  });
  return promise;
}

it.each([
  ['waits while there is nothing to do', waitFor, 3],
  ['of the release before answers at once', () => Promise.resolve(nothing), 10],
  ['cannot be reached', () => Promise.reject(new Error('away')), 10],
  ['names what always fails', () => Promise.resolve(['hopeless']), 10],
] as const)('asks orders seldom where it %s', async (_, how, times) => {
  answer = how;
  await after(10_900);
  expect(asked).toBeLessThanOrEqual(times + 1);
  expect(asked).toBeGreaterThanOrEqual(times);
});

it('does what comes while it waits at once, and asks for more as soon as it is done', async () => {
  let name: (ids: readonly string[]) => void = () => undefined;
  answer = () => new Promise((resolve) => (name = resolve));
  await after(2_500);
  name(['one']);
  await after(0);
  expect([begun, asked]).toEqual([['one'], 2]);
  name(['two']);
  await after(0);
  expect([begun, asked]).toEqual([['one', 'two'], 3]);
  name([]);
});

it('stops without waiting for orders', async () => {
  answer = waitFor;
  await after(1_500);
  await collecting.beforeApplicationShutdown();
  const before = asked;
  await after(10_000);
  expect(asked).toBe(before);
});
