import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressOf, choiceIn, queryOf } from './choice.ts';
import { addDays, dayAt, daysIn, lengthOf, spanBefore, weekdayOf } from './days.ts';
import { nameOf, namedSpans, spanNames } from './named-spans.ts';

const today = '2026-11-25';
const aDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));

describe('The span of the figures', () => {
  it.each([
    ['this_week', '2026-11-23', '2026-11-25'],
    ['last_week', '2026-11-16', '2026-11-22'],
    ['four_weeks', '2026-10-29', '2026-11-25'],
    ['twelve_months', '2025-11-26', '2026-11-25'],
  ] as const)('is asked for by name: %s', (name, from, to) => {
    expect(namedSpans[name](today)).toEqual({ from, to });
    expect(nameOf({ from, to }, today)).toBe(name);
  });

  it('of a leap day’s year has a whole year', () => {
    expect(namedSpans.twelve_months('2028-02-29')).toEqual({ from: '2027-03-02', to: '2028-02-29' });
  });

  it('is held against the same weekdays before it, none of which are its own', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 731 }), (from, length) => {
        const span = { from, to: addDays(from, length - 1) };
        const before = spanBefore(span);
        expect([lengthOf(before), weekdayOf(before.from)]).toEqual([length, weekdayOf(from)]);
        expect(before.to < span.from).toBe(true);
      }),
    );
  });

  it('has each of its days once', () => {
    expect(daysIn({ from: '2026-02-27', to: '2026-03-01' })).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
  });

  it('begins on the restaurant’s day, not on the reader’s', () => {
    const lateInLondon = Date.parse('2026-11-24T20:00:00Z');
    expect([dayAt(lateInLondon, 'Asia/Manila'), dayAt(lateInLondon, 'Europe/London')]).toEqual([
      today,
      '2026-11-24',
    ]);
  });
});

describe('The address of the figures', () => {
  it('shows the same to whoever opens it, on any day', () => {
    for (const name of spanNames) {
      const choice = { ...namedSpans[name](today), fulfilment: 'pickup' } as const;
      expect(choiceIn(addressOf(choice, ''), '2030-01-01')).toEqual(choice);
    }
  });

  it('keeps the language that it asks for', () => {
    expect(addressOf(choiceIn('?lang=es', today), '?lang=es')).toBe('?lang=es&from=2026-10-29&to=2026-11-25');
  });

  it.each([
    '',
    '?from=2026-11-25&to=2026-11-01',
    '?from=2026-02-30&to=2026-03-01',
    '?from=x&to=y',
    '?from=2000-01-01&to=2026-01-01',
    '?fulfilment=flight',
  ])('asks for the last 28 days of every kind where it makes no sense: “%s”', (search) => {
    expect(queryOf(choiceIn(search, today))).toBe('from=2026-10-29&to=2026-11-25');
  });
});
