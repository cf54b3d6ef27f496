import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Status, statuses } from '#libs/status-machine';
import { readyWindow, workMinutes } from './rule.ts';
import { delayed, minute } from './window.ts';

const clock = (time: string): number => Date.parse(`2026-01-05T${time}Z`);
const shown = (window: ReturnType<typeof readyWindow>): string | null =>
  window && [window.from, window.to].map((at) => new Date(at).toISOString().slice(11, 16)).join('–');

describe('the rule', () => {
  it.each([
    [20, 9, 24],
    [20, 1, 20],
    [20, 2, 20],
    [20, 3, 21],
    [20, 500, 40],
  ])('makes of a base time of %i minutes and %i pieces %i minutes of work', (base, pieces, work) => {
    expect(workMinutes(base, pieces)).toBe(work);
  });

  it.each<[Status, string, number, string | null]>([
    ['pending', '18:00', 24, '18:19–18:29'],
    ['confirmed', '18:02', 24, '18:21–18:31'],
    ['preparing', '18:05', 24, '18:20–18:29'],
    ['cooking', '18:10', 24, '18:19–18:25'],
    ['cooking', '18:20', 34, '18:33–18:41'],
    ['ready', '18:20', 24, null],
  ])('promises at %s, %s, with %i minutes of work: %s', (status, at, work, window) => {
    expect(shown(readyWindow(status, clock(at), work))).toBe(window);
  });

  const ahead: readonly Status[] = ['pending', 'confirmed', 'preparing', 'cooking'];
  it.each(statuses.filter((status) => !ahead.includes(status)))('promises nothing at %s', (status) => {
    expect(readyWindow(status, clock('18:20'), 24)).toBeNull();
  });

  it('never promises a window that is over before it began, nor one of less than two minutes', () => {
    const anyStatus = fc.constantFrom(...statuses);
    fc.assert(
      fc.property(anyStatus, fc.nat(), fc.integer({ min: 1, max: 600 }), (status, at, work) => {
        const window = readyWindow(status, at, work);
        if (window === null) return;
        expect(window.from).toBeGreaterThanOrEqual(at);
        expect(window.to - window.from).toBeGreaterThanOrEqual(2 * minute);
      }),
    );
  });
});

describe('a delay', () => {
  it('moves both ends of what was promised, and promises nothing where nothing was', () => {
    expect(shown(delayed(readyWindow('pending', clock('18:00'), 24), 10))).toBe('18:29–18:39');
    expect(delayed(null, 10)).toBeNull();
  });
});
