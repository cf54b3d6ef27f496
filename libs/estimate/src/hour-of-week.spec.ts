import { describe, expect, it } from '@jest/globals';
import { hourOfWeek } from './hour-of-week.ts';

describe('the hour of the week', () => {
  it.each([
    ['2026-01-05T00:00Z', 'UTC', 0],
    ['2026-01-11T23:59Z', 'UTC', 167],
    ['2026-01-04T23:30Z', 'Europe/Berlin', 0],
    ['2026-01-05T03:00Z', 'America/New_York', 6 * 24 + 22],
    ['2026-01-05T10:00Z', 'Asia/Manila', 18],
  ])('of %s is by the clock of %s: %i', (at, timeZone, hour) => {
    expect(hourOfWeek(Date.parse(at), timeZone)).toBe(hour);
  });

  it('stays the hour on the wall when the clocks go forward and back', () => {
    const noon = (day: string): number => hourOfWeek(Date.parse(`${day}T12:00+02:00`), 'Europe/Berlin');
    expect(noon('2026-03-30')).toBe(12);
    expect(hourOfWeek(Date.parse('2026-03-23T12:00+01:00'), 'Europe/Berlin')).toBe(12);
    expect(hourOfWeek(Date.parse('2026-10-26T12:00+01:00'), 'Europe/Berlin')).toBe(12);
  });

  it('is that of each moment, however many were asked for before', () => {
    const hours = Array.from({ length: 2_000 }, (_, quarter) => hourOfWeek(quarter * 15 * 60_000 + 1, 'UTC'));
    // 1970 began on a Thursday.
    expect(hours).toEqual(hours.map((_, quarter) => (3 * 24 + Math.floor(quarter / 4)) % 168));
    expect(hourOfWeek(Date.parse('2026-01-05T00:44:59Z'), 'Asia/Kathmandu')).toBe(6);
    expect(hourOfWeek(Date.parse('2026-01-05T00:15:00Z'), 'Asia/Kathmandu')).toBe(6);
    expect(hourOfWeek(Date.parse('2026-01-05T00:14:59Z'), 'Asia/Kathmandu')).toBe(5);
  });

  it('is refused where there is no such time zone', () => {
    expect(() => hourOfWeek(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});
