import { describe, expect, it } from '@jest/globals';
import { advance } from './advance.ts';
import { mergeAnswer, snapshotSince } from './merge-answer.ts';
import { nextFrame, recorded } from './recorded-order.builder.ts';
import { snapshotFrom } from './snapshot.ts';

const known = snapshotFrom(recorded('pickup', 'pending', 'confirmed'), 'customer');
const now = ['cooking', 'ready'].reduce(
  (order, status) => advance(order, nextFrame(order, status as 'cooking' | 'ready')),
  known,
);

describe('an answer of the server', () => {
  it('brings the newer part of the history, which is joined to the part that is known', () => {
    const answer = snapshotSince(now, known.version);

    expect(answer.status_history.map(({ version }) => version)).toEqual([3, 4]);
    expect(mergeAnswer(known, answer)).toEqual(now);
  });

  it('may know more than it was asked for', () => {
    expect(mergeAnswer(known, snapshotSince(now, 1))).toEqual(now);
  });

  it('is taken whole where nothing is known', () => {
    expect(mergeAnswer(null, snapshotSince(now, undefined))).toBe(now);
  });

  it('never takes a screen back to an older version', () => {
    expect(mergeAnswer(now, known)).toBe(now);
  });
});
