import { describe, expect, it } from '@jest/globals';
import type { ConsumedRecord } from '../event-log.ts';
import { eventually, Gate } from '../eventually.contract.ts';
import { Arrivals } from './arrivals.ts';

const record = (key: string): ConsumedRecord => ({
  topic: 'orders',
  key,
  headers: {},
  value: '',
  position: '0/0',
});

describe('the arrivals of one turn', () => {
  it('are handed over together, in their order', async () => {
    const calls: string[] = [];
    const arrivals = new Arrivals(async (records) => void calls.push(records.map(({ key }) => key).join('')));
    await Promise.all(['a', 'b', 'c'].map((key) => arrivals.add(record(key))));
    await arrivals.add(record('d'));
    expect(calls).toEqual(['abc', 'd']);
  });

  it('wait with nobody who was handed over before, and settle with their own', async () => {
    const gate = new Gate();
    const settled: string[] = [];
    const arrivals = new Arrivals(([first]) => (first?.key === 'slow' ? gate.opened : Promise.resolve()));
    const settle = (key: string): Promise<void> =>
      arrivals.add(record(key)).then(() => void settled.push(key));
    const slow = settle('slow');
    await Promise.resolve();
    await settle('quick');
    expect(settled).toEqual(['quick']);
    gate.open();
    await slow;
    await eventually(() => settled.length === 2, 'the slow one');
  });
});
