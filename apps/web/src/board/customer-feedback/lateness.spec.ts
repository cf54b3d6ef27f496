import { describe, expect, it } from '@jest/globals';
import type { HistoryRecord } from '#libs/contracts';
import { latenessWords } from './lateness.ts';

const at = (minutes: number): string =>
  new Date(Date.parse('2026-01-05T18:00:00.000Z') + minutes * 60_000).toISOString();
const entry = (version: number, minutes: number, more: Partial<HistoryRecord>): HistoryRecord => ({
  version,
  type: 'status_changed',
  status: 'pending',
  timestamp: at(minutes),
  recorded_at: at(minutes),
  updated_by: 'Ana',
  role: 'cashier',
  notes: '',
  reason: null,
  ...more,
});
const placed = entry(1, 0, { type: 'placed' });

describe('beside what a customer said of an order', () => {
  it('stands how long it took, and what delay they were told of', () => {
    const history = [
      placed,
      entry(2, 10, { type: 'delayed', minutes: 10 }),
      entry(3, 20, { type: 'delayed', minutes: 5 }),
      entry(4, 52, { status: 'served' }),
      entry(5, 80, { status: 'completed' }),
    ];
    const words = latenessWords({ placed_at: at(0) }, { status_history: history });
    expect(words).toMatch(/52 min after it was ordered; the customer was told of 15 min of delay$/);
  });

  it.each([
    [125, /5 min after it was wanted; no delay was told$/],
    [118, /in time for when it was wanted; no delay was told$/],
  ])('stands for an order for later, handed over at minute %s of 120: %s', (minutes, words) => {
    const history = [placed, entry(2, minutes, { status: 'completed' })];
    expect(latenessWords({ placed_at: at(0), scheduled_for: at(120) }, { status_history: history })).toMatch(
      words,
    );
  });

  it('stands nothing of a hand-over that was taken back', () => {
    const history = [
      placed,
      entry(2, 30, { status: 'delivered' }),
      entry(3, 31, { type: 'recalled', status: 'out_for_delivery', corrects: 2 }),
    ];
    expect(latenessWords({ placed_at: at(0) }, { status_history: history })).toBe('no delay was told');
  });
});
