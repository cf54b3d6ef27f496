import { describe, expect, it } from '@jest/globals';
import type { Amend, Change, Delay, Move, Recall } from './change.ts';
import { following } from './following.ts';

const kept = (key: string, order_id = 'a') =>
  ({
    key,
    order_id,
    order_number: 'ONLINE-000042',
    from: 'cooking',
    to: 'ready',
    occurred_at: '2026-01-05T18:00:00.000Z',
  }) as const;
const move = (key: string, more: Partial<Move> = {}): Move => ({ kind: 'move', ...kept(key), ...more });
const recall = (key: string, more: Partial<Recall> = {}): Recall => ({
  kind: 'recall',
  reason: 'mistake',
  ...kept(key),
  ...more,
});
const delay = (key: string, expected_version: number): Delay => ({
  kind: 'delay',
  reason: 'busy',
  minutes: 10,
  ...kept(key),
  expected_version,
});
const amend = (key: string): Amend => ({ kind: 'amend', payment: { status: 'paid' }, ...kept(key) });
const versions = (changes: readonly Change[]) =>
  changes.map(({ key, expected_version: version }) => `${key} ${String(version)}`);

describe('what a verdict does to what waits behind it', () => {
  it('lets a delay go on meaning the order after this board’s own steps, one by one', () => {
    const first = following(move('1'), 2, [move('2'), delay('3', 1)]);
    expect(versions(first.renewed)).toEqual(['3 2']);
    expect(versions(following(move('2'), 3, first.renewed).renewed)).toEqual(['3 3']);
  });

  it('does not make a delay or a recall mean what someone else did', () => {
    expect(following(move('1'), 5, [delay('2', 1)]).renewed).toEqual([]);
    expect(following(delay('1', 4), 6, [recall('2', { expected_version: 4 })]).renewed).toEqual([]);
  });

  it('lets a recall mean the step that was seen before a delay, and never a later step', () => {
    expect(versions(following(delay('1', 4), 5, [recall('2', { expected_version: 4 })]).renewed)).toEqual([
      '2 5',
    ]);
    expect(following(move('1'), 5, [recall('2', { expected_version: 4 })]).renewed).toEqual([]);
  });

  it('lets whatever was meant for the order before its payment was noted mean it after', () => {
    const behind = [move('2', { expected_version: 4 }), recall('3', { expected_version: 4 }), delay('4', 4)];
    expect(versions(following(amend('1'), 5, behind).renewed)).toEqual(['2 5', '3 5', '4 5']);
    expect(following(amend('1'), 6, behind).renewed).toEqual([]);
  });

  it('judges the steps behind a recall by where it has led, up to what has to wait again', () => {
    expect(
      versions(
        following(recall('1', { expected_version: 4 }), 5, [move('2'), move('3'), delay('4', 4), move('5')])
          .renewed,
      ),
    ).toEqual(['4 5', '2 5', '3 6']);
  });

  it('gives the undoing of a step its version, or leaves it nothing to do', () => {
    const undoing = recall('2', { undoes: '1' });
    expect(versions(following(move('1'), 9, [undoing]).renewed)).toEqual(['2 9']);
    expect(following(move('1'), undefined, [undoing])).toEqual({ renewed: [], needless: [undoing] });
  });

  it('leaves other orders alone', () => {
    expect(
      following(recall('1', { expected_version: 4 }), 5, [{ ...move('2'), order_id: 'b' }]).renewed,
    ).toEqual([]);
  });
});
