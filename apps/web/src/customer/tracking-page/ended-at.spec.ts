import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { endedAt } from './ended-at.ts';

type Change = readonly [status: Snapshot['status'], type?: HistoryRecord['type'], corrects?: number];

/** An order to which these things happened, one a minute. */
const order = (...changes: readonly Change[]) => ({
  status: changes.at(-1)?.[0] ?? 'pending',
  status_history: changes.map(
    ([status, type = 'status_changed', corrects], at) =>
      ({ version: at + 1, type, status, corrects, timestamp: minute(at) }) as HistoryRecord,
  ),
});
const minute = (at: number): string => new Date(at * 60_000).toISOString();

describe('A receipt is dated', () => {
  it('by when the food was handed over, whoever closes the order later', () => {
    expect([
      endedAt(order(['pending', 'placed'], ['ready'], ['delivered'], ['completed'])),
      endedAt(order(['pending', 'placed'], ['ready'], ['served'], ['completed'])),
      endedAt(order(['pending', 'placed'], ['ready'], ['completed'])),
    ]).toEqual([minute(2), minute(2), minute(2)]);
  });

  it('by the delivery that stands, where an earlier one was taken back', () => {
    const again = order(
      ['ready', 'placed'],
      ['delivered'],
      ['ready', 'recalled', 2],
      ['delivered'],
      ['delivered', 'amended'],
      ['completed'],
    );
    expect(endedAt(again)).toBe(minute(3));
  });

  it('not at all while the food is on its way, or was called off', () => {
    expect([
      endedAt(order(['pending', 'placed'], ['ready'])),
      endedAt(order(['pending', 'placed'], ['delivered'], ['pending', 'recalled', 2])),
      endedAt(order(['pending', 'placed'], ['cancelled'])),
      endedAt(order(['pending', 'placed'], ['rejected'])),
    ]).toEqual([null, null, null, null]);
  });

  it('by the latest there is, where a newer server calls an end by a name that is not known', () => {
    expect(endedAt({ ...order(['pending', 'placed'], ['ready']), ended: true })).toBe(minute(1));
  });
});
