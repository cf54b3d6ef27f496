import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../logging/logger.ts';
import { Hourly } from './hourly.ts';
import { Repeated } from './repeated.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('what is repeated', () => {
  it('is done after each pause, and goes on after a failure that is said', async () => {
    const [work, failures] = [jest.fn(() => Promise.reject(new Error('away'))), jest.fn()];
    const repeated = new Repeated('work', 100, work, failures);
    repeated.start();
    await pass(99);
    expect(work).not.toHaveBeenCalled();
    await pass(201);
    expect([work.mock.calls.length, failures.mock.calls.length]).toEqual([3, 3]);
    await repeated.stop();
    await pass(1_000);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('is not done twice at once, and its stop waits for what is under way', async () => {
    const done = Promise.withResolvers<undefined>();
    const work = jest.fn(() => done.promise);
    const repeated = new Repeated('work', 100, work, () => undefined);
    repeated.start();
    await pass(1_000);
    expect(work).toHaveBeenCalledTimes(1);
    let isStopped = false;
    const stopped = repeated.stop().then(() => (isStopped = true));
    await pass(100);
    expect(isStopped).toBe(false);
    done.resolve(undefined);
    await stopped;
  });

  it('hourly is done at once, then once an hour', async () => {
    const work = jest.fn(() => Promise.resolve());
    const hourly = new Hourly('work', work, createLogger('test', 'silent'));
    hourly.start();
    expect(work).toHaveBeenCalledTimes(1);
    await pass(2 * 3_600_000);
    expect(work).toHaveBeenCalledTimes(3);
    await hourly.stop();
  });
});
