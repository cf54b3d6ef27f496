import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GatheredWork, type Work } from './gathered-work.ts';

let work: GatheredWork;
let failures: unknown[];
const run = jest.fn<Work['run']>();

beforeEach(() => {
  jest.useFakeTimers();
  run.mockReset().mockResolvedValue(undefined);
  failures = [];
  const onFailure = (error: unknown) => failures.push(error);
  work = new GatheredWork({ name: 'work', run, gatherMs: 100, lookMs: 1_000, onFailure });
});
afterEach(async () => {
  await work.stop();
  jest.useRealTimers();
});

const fail = (error: unknown): void => {
  throw error;
};
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('gathered work', () => {
  it('is done once for all that is known of it within a moment', async () => {
    for (let sign = 0; sign < 5; sign += 1) work.expect();
    await pass(99);
    expect(run).not.toHaveBeenCalled();
    await pass(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is begun at once where the last time is long ago, and else when that is over', async () => {
    work = new GatheredWork({
      name: 'work',
      run,
      gatherMs: 100,
      everyMs: 5_000,
      lookMs: 60_000,
      onFailure: fail,
    });
    work.expect();
    await pass(100);
    expect(run).toHaveBeenCalledTimes(1);
    work.expect();
    await pass(4_999);
    expect(run).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('that failed is done again by itself, later each time, and its failure said once', async () => {
    run.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away still'));
    work.expect();
    await pass(100);
    expect(run).toHaveBeenCalledTimes(1);
    await pass(200);
    expect(run).toHaveBeenCalledTimes(2);
    await pass(399);
    expect(run).toHaveBeenCalledTimes(2);
    await pass(1);
    expect(run).toHaveBeenCalledTimes(3);
    expect(failures).toEqual([new Error('away')]);
    await pass(5_000);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('that fails for long is not given up', async () => {
    run.mockRejectedValue(new Error('away'));
    work.expect();
    await pass(60_000);
    expect(run.mock.calls.length).toBeGreaterThan(50);
  });

  it('that nobody told of is found', async () => {
    work.start();
    await pass(100);
    expect(run).toHaveBeenCalledTimes(1);
    await pass(1_100);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('is not begun once it is stopped', async () => {
    run.mockRejectedValue(new Error('away'));
    work.start();
    await pass(100);
    await work.stop();
    await pass(10_000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
