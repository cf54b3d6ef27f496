import { describe, expect, it } from '@jest/globals';
import type { ConsumedRecord } from '../event-log.ts';
import { reader } from '../reader.contract.ts';
import { defaultRetryPolicy } from '../concurrency/retry.ts';
import { DurableHandling } from './durable-handling.ts';

const record = (key: string): ConsumedRecord => ({
  topic: 'orders',
  key,
  headers: {},
  value: '',
  position: key,
});
const attempts = 3;

/** One record that fails until `mended`, and beside each attempt one for which there is nothing to do. */
async function beside(failure: Error, mended: number) {
  const parked: string[] = [];
  let [tried, easy] = [0, 0];
  const consumer = reader(true, 'orders', 'notifier', async ({ key }) => {
    if (key !== 'hard') return;
    tried += 1;
    if (tried < mended) throw failure;
  });
  if (!consumer.durable) throw new TypeError('not durable');
  const handling: DurableHandling = new DurableHandling(consumer, {
    concurrentKeys: 4,
    retry: {
      ...defaultRetryPolicy,
      attempts,
      delay: async () => handling.settle(record(`easy-${String((easy += 1))}`), new AbortController().signal),
    },
    isAway: ({ message }) => message === 'the database is away',
    onError: () => undefined,
    park: async ({ key }) => void parked.push(key),
    onParked: () => undefined,
  });
  await handling.settle(record('hard'), new AbortController().signal);
  return { tried, easy, parked };
}

describe('a record that fails while others are handled', () => {
  it('is set aside after a few attempts, as it is at fault', async () => {
    expect(await beside(new Error('no such column'), 50)).toEqual({
      tried: attempts + 1,
      easy: attempts,
      parked: ['hard'],
    });
  });

  it('is handled in the end where what it needs was away, though the others needed nothing of it', async () => {
    expect(await beside(new Error('the database is away'), 50)).toEqual({ tried: 50, easy: 49, parked: [] });
  });
});
