import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { ServerClock } from './server-clock.ts';

const hour = 3_600_000;
const now = Date.parse('2026-01-05T18:00:00.000Z');
const inMs = (ms: number): string => new Date(now + ms).toISOString();

describe('the server’s clock on a machine', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ['is right', 0],
    ['is five hours behind', 5 * hour],
    ['is five hours ahead', -5 * hour],
    ['is years behind', 20_000 * hour],
  ])('whose own %s shows the server’s time', (_what, off) => {
    const clock = new ServerClock();
    clock.hear(inMs(off));
    expect(clock.now()).toBeCloseTo(now + off, -1);
    expect(clock.ahead).toBeCloseTo(off, -1);
    jest.advanceTimersByTime(90_000);
    expect(clock.now()).toBeCloseTo(now + off + 90_000, -1);
  });

  it('takes a `Date` header, which says whole seconds, for no error', () => {
    const clock = new ServerClock();
    for (const off of [-1_900, 0, 1_900]) {
      clock.hear(new Date(now + off).toUTCString());
      expect(clock.now()).toBeCloseTo(now, -1);
    }
  });

  it.each([[null], [undefined], [''], ['soon'], ['NaN']])('passes over what is no time: %j', (time) => {
    const clock = new ServerClock();
    clock.hear(time);
    expect(clock.now()).toBeCloseTo(now, -1);
  });

  it('goes on as it did when the machine’s own is set, however often and in whatever direction', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -48 * hour, max: 48 * hour }),
        fc.array(fc.integer({ min: -48 * hour, max: 48 * hour }), { maxLength: 5 }),
        (off, jumps) => {
          jest.setSystemTime(now);
          const clock = new ServerClock();
          clock.hear(inMs(off));
          const begun = clock.now();
          for (const jump of jumps) {
            jest.setSystemTime(Date.now() + jump);
            jest.advanceTimersByTime(1_000);
          }
          expect(clock.now() - begun).toBeCloseTo(jumps.length * 1_000, -1);
        },
      ),
    );
  });

  it.each([
    ['was hidden meanwhile', ['visible', 'visible', 'hidden']],
    ['was opened hidden', ['hidden']],
  ])('counts a sleep, which the timer does not, where the page %s', (_how, [opened, ...turned]) => {
    const page = Object.assign(new EventTarget(), { visibilityState: opened });
    const turn = (visibilityState: string): void => {
      page.visibilityState = visibilityState;
      page.dispatchEvent(new Event('visibilitychange'));
    };
    const clock = new ServerClock(page as unknown as Document);
    turned.forEach(turn);
    jest.advanceTimersByTime(60_000);
    jest.setSystemTime(Date.now() + hour);
    turn('visible');
    expect(clock.now()).toBeCloseTo(now + 60_000 + hour, -1);
  });

  it('begins with what was known before a reload', () => {
    const clock = new ServerClock();
    clock.ahead = 3 * hour;
    expect(clock.now()).toBeCloseTo(now + 3 * hour, -1);
  });
});
