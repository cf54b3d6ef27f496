import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { amendOf, type Change, delayOf, moveOf, recallOf } from './change.ts';
import { stillMeant } from './still-meant.ts';

const order = anOrder({ status: 'cooking', version: 2 });
const moment = { from: 'cooking', now: 0, isSeen: true } as const;
const move = moveOf({ order, to: 'ready' }, moment);
const recall = recallOf(order, 'pending', { reason: 'mistake' }, moment);
const delay = delayOf(order, { minutes: 10, reason: 'busy' }, moment);
const unseen = moveOf({ order, to: 'ready' }, { ...moment, isSeen: false });

const first = [
  { version: 1, type: 'placed', status: 'pending' },
  { version: 2, type: 'status_changed', status: 'cooking' },
];
const then = (...entries: readonly Partial<HistoryRecord>[]): Snapshot => {
  const later = entries.map((entry, index) => ({ version: index + 3, status: 'cooking', ...entry }));
  return { version: later.length + 2, status_history: [...first, ...later] } as unknown as Snapshot;
};
const amended = { type: 'amended' } as const;
const delayed = { type: 'delayed', minutes: 20 } as const;
const moved = { type: 'status_changed', status: 'cancelled' } as const;

describe('a change that comes one version late', () => {
  it.each<[string, Change, Snapshot, number | null]>([
    ['a step after an amendment', move, then(amended), 3],
    ['a step after a delay and an amendment', move, then(delayed, amended), 4],
    ['an undo after an amendment', recall, then(amended), 3],
    ['an undo after a delay', recall, then(delayed), 3],
    ['a delay after an amendment', delay, then(amended), 3],
    ['a delay after another delay', delay, then(delayed), null],
    ['a step after another step', move, then(amended, moved), null],
    ['an undo after another step', recall, then(moved), null],
    ['a step that was judged by its time', unseen, then(amended), null],
    ['a step after nothing that is known', move, then(), null],
    [
      'a payment, which means any version',
      amendOf(order, { payment: { status: 'paid' } }, moment),
      then(moved),
      null,
    ],
  ])('%s', (_, change, snapshot, version) => {
    expect(stillMeant(change, snapshot)?.expected_version ?? null).toBe(version);
  });
});
