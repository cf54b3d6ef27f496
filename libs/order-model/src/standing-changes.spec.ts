import { describe, expect, it } from '@jest/globals';
import { changeRecord } from './recorded-order.builder.ts';
import { correctedVersions, standingChanges } from './standing-changes.ts';

const history = [
  changeRecord(1, 'pending'),
  changeRecord(2, 'confirmed'),
  changeRecord(3, 'cooking'),
  changeRecord(4, 'cooking', { type: 'delayed', minutes: 10 }),
  changeRecord(5, 'confirmed', { type: 'recalled', corrects: 3 }),
  changeRecord(6, 'ready'),
];

describe('what stands of a history', () => {
  it('is the placing and the changes that no recall has undone; delays and recalls are passed over', () => {
    expect(standingChanges(history).map(({ version }) => version)).toEqual([1, 2, 6]);
  });

  it('is the history that was given, changeRecord by changeRecord, in whatever shape it is kept', () => {
    const kept = [{ version: 1, type: 'placed', corrects: null, secret: true }] as const;

    expect(standingChanges(kept)).toEqual(kept);
  });

  it('is told from what recalls have undone', () => {
    expect([...correctedVersions(history)]).toEqual([3]);
  });
});
