import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord, Order, Snapshot } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { type Change, delayOf, moveOf, recallOf } from './change.ts';
import { isDoneAlready } from './same-step.ts';

type Status = Order['status'];
type Told = Status | readonly ['recalled', Status, number] | readonly ['delayed', number];

/** Each entry one version on, from the placing on. */
const after = (...told: readonly Told[]): Snapshot => {
  let status: Status = 'pending';
  const status_history = told.map((each, index) => {
    const base = { version: index + 1, type: index === 0 ? 'placed' : 'status_changed' };
    if (typeof each === 'string') return { ...base, status: (status = each) };
    if (each[0] === 'delayed') return { ...base, type: 'delayed', status, minutes: each[1] };
    return { ...base, type: 'recalled', status: (status = each[1]), corrects: each[2] };
  });
  return { status_history: status_history as HistoryRecord[] } as unknown as Snapshot;
};

const seen = (status: Status, version: number): Order => anOrder({ status, version });
const now = Date.parse('2026-01-05T18:00:00.000Z');
const move = (from: Status, to: Status, version?: number): Change =>
  moveOf({ order: seen(from, version ?? 1), to }, { from, now, isSeen: version !== undefined });
const recall = (from: Status, back: Status, version: number): Change =>
  recallOf(seen(from, version), back, { reason: 'mistake' }, { from, now, isSeen: true });
const delay = (minutes: number, version: number): Change =>
  delayOf(seen('cooking', version), { minutes, reason: 'busy' }, { from: 'cooking', now, isSeen: true });

describe('a step that was refused, and that a colleague had done', () => {
  it.each<[string, Change, Snapshot]>([
    ['the same step', move('pending', 'confirmed', 1), after('pending', 'confirmed')],
    [
      'the same step, and the next',
      move('pending', 'confirmed', 1),
      after('pending', 'confirmed', 'cooking'),
    ],
    ['the same step, unseen', move('pending', 'confirmed'), after('pending', 'confirmed', 'cooking')],
    ['the same end', move('ready', 'completed', 2), after('pending', 'ready', 'completed')],
    ['the same undo', recall('ready', 'pending', 2), after('pending', 'ready', ['recalled', 'pending', 2])],
    ['the same delay', delay(10, 2), after('pending', 'cooking', ['delayed', 10])],
  ])('is no news: %s', (_, change, snapshot) => {
    expect(isDoneAlready(change, snapshot)).toBe(true);
  });

  it.each<[string, Change, Snapshot]>([
    ['another step', move('pending', 'confirmed', 1), after('pending', 'cooking')],
    ['an end', move('pending', 'confirmed', 1), after('pending', 'cancelled')],
    [
      'the same step, taken back since',
      move('pending', 'confirmed', 1),
      after('pending', 'confirmed', ['recalled', 'pending', 2]),
    ],
    [
      'the same step, but before the last time that it was seen',
      move('delivery_failed', 'out_for_delivery', 4),
      after('pending', 'ready', 'out_for_delivery', 'delivery_failed', 'cancelled'),
    ],
    [
      'the same step, but before it was where this board saw it, unseen',
      move('delivery_failed', 'out_for_delivery'),
      after('pending', 'ready', 'out_for_delivery', 'delivery_failed', 'cancelled'),
    ],
    ['a step on in place of the undo', recall('ready', 'pending', 2), after('pending', 'ready', 'completed')],
    ['another delay', delay(10, 2), after('pending', 'cooking', ['delayed', 20])],
    ['a delay of before', delay(10, 3), after('pending', 'cooking', ['delayed', 10], 'ready')],
  ])('is said: %s', (_, change, snapshot) => {
    expect(isDoneAlready(change, snapshot)).toBe(false);
  });
});
