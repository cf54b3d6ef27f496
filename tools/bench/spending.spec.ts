import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { rateOf, Spending } from './spending.ts';

/** Each spends so much CPU, in seconds, with every load. */
function stands(nodes: readonly number[], postgres: { readonly cpu: number; readonly wal: number }) {
  let loads = 0;
  const spending = new Spending(
    { spentByPostgres: async () => ({ cpu: postgres.cpu * loads, wal: postgres.wal * loads }) },
    nodes.map((cpu) => ({ cpu: () => cpu * loads })),
  );
  const load = (changes: number) =>
    spending.during(async () => {
      loads += 1;
      return { changes, failed: 0, seconds: 1 };
    });
  return { spending, load };
}

describe('what a change costs', () => {
  it('is what all of the processes spent, over all changes', async () => {
    const { spending, load } = stands([0.06, 0.02], { cpu: 0.1, wal: 600_000 });
    await load(50);
    await load(150);

    const { nodeCpu, postgresCpu, wal } = spending.costOfOne();
    expect([nodeCpu, postgresCpu, wal].map((value) => value.toFixed(3))).toEqual([
      '800.000',
      '1000.000',
      '6.000',
    ]);
  });

  it('is reckoned anew each time, so that the warm-up is in no figure', async () => {
    const { spending, load } = stands([0.1], { cpu: 0, wal: 0 });
    await load(1);
    spending.costOfOne();
    await load(100);

    expect(spending.costOfOne().nodeCpu).toBeCloseTo(1_000);
  });
});

describe('what cannot be reckoned', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is said so: something that never comes to rest', async () => {
    jest.useFakeTimers();
    let used = 0;
    const spending = new Spending({ spentByPostgres: async () => ({ cpu: 0, wal: 0 }) }, [
      { cpu: () => (used += 1) },
    ]);
    const measured = expect(
      spending.during(async () => ({ changes: 1, failed: 0, seconds: 1 })),
    ).rejects.toThrow('still at work');
    await jest.advanceTimersByTimeAsync(31_000);
    await measured;
  });
});

describe('a rate', () => {
  it('is of what succeeded, by the second', () => {
    expect(rateOf({ changes: 900, failed: 0, seconds: 1.5 })).toBe(600);
  });

  it('is not told where something failed', () => {
    expect(() => rateOf({ changes: 900, failed: 1, seconds: 1.5 })).toThrow('1 of 901');
  });
});
