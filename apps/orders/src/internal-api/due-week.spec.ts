import { describe, expect, it } from '@jest/globals';
import { dueWeek } from './due-week.ts';

describe('the week that is to be told', () => {
  it.each([
    ['on Sunday night, none', '2026-03-29T23:59:00+08:00', 'Asia/Manila', null],
    ['before eight on Monday, none', '2026-03-30T07:59:59+08:00', 'Asia/Manila', null],
    ['from eight on Monday, the one before', '2026-03-30T08:00:00+08:00', 'Asia/Manila', '2026-03-23'],
    ['until Tuesday night, the same', '2026-03-31T23:59:59+08:00', 'Asia/Manila', '2026-03-23'],
    ['on Wednesday, none any more', '2026-04-01T00:00:00+08:00', 'Asia/Manila', null],
    ['on the Monday after the clocks changed', '2026-03-30T08:00:00+02:00', 'Europe/Berlin', '2026-03-23'],
    ['an hour before that', '2026-03-30T07:59:00+02:00', 'Europe/Berlin', null],
    ['over a new year', '2026-01-05T09:00:00-06:00', 'America/Mexico_City', '2025-12-29'],
    ['where it is Monday last', '2026-03-30T08:00:00-11:00', 'Pacific/Pago_Pago', '2026-03-23'],
  ])('is, %s', (_, now, timezone, week) => {
    expect(dueWeek(Date.parse(now), timezone)).toBe(week);
  });

  it('cannot be told where there is no such time zone', () => {
    expect(() => dueWeek(Date.parse('2026-03-30T08:00:00Z'), 'Mars/Olympus')).toThrow(RangeError);
  });
});
