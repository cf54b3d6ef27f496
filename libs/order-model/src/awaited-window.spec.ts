import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Estimate } from '#libs/contracts';
import { fulfilments, statuses } from '#libs/status-machine';
import { minutesLeft, timesOnClock, type AwaitedWindow, awaitedWindow } from './awaited-window.ts';

const now = Date.parse('2026-01-05T18:00:00.000Z');
const minute = 60_000;
const at = (minutes: number): string => new Date(now + minutes * minute).toISOString();

const ready = { ready_from: at(15), ready_to: at(20) };
const noneReady = { ready_from: null, ready_to: null };
const arrives = { arrives_from: at(25), arrives_to: at(45) };
const [kitchen, door] = [
  { awaits: 'ready', from: now + 15 * minute, to: now + 20 * minute },
  { awaits: 'arrival', from: now + 25 * minute, to: now + 45 * minute },
] as const;

describe('the window that is told', () => {
  it.each<[string, Estimate, AwaitedWindow | null, AwaitedWindow | null]>([
    // of a delivery, of all else
    ['that is cooked', { ...ready, ...arrives }, door, kitchen],
    ['that is packed or on its way', { ...noneReady, ...arrives }, door, null],
    ['whose restaurant does not say how long its drivers take', ready, kitchen, kitchen],
    ['that is ready', noneReady, null, null],
    ['that is over', null, null, null],
  ])(
    'of an order %s is that of the door for a delivery, and of the kitchen else',
    (_what, estimate, delivery, other) => {
      expect(fulfilments.map((fulfilment) => awaitedWindow(estimate, fulfilment))).toEqual(
        fulfilments.map((fulfilment) => (fulfilment === 'delivery' ? delivery : other)),
      );
    },
  );

  it.each([
    ['beyond ten minutes in steps of five, widened', 33, 44, [30, 45], [30, 45]],
    ['within ten to the minute', 3, 8, [3, 8], [3, 8]],
    ['each end by how far it is', 8.5, 11.5, [8, 15], [8, 15]],
    ['by its end alone where it has begun', -2, 4.5, [null, 5], [-2, 5]],
    ['not at all where it is past', -9, 0, null, [-9, 0]],
  ] as const)('is said %s', (_how, from, to, clock, [low, high]) => {
    const window = { from: now + from * minute, to: now + to * minute };
    const told = timesOnClock(window, now);
    const asMinutes = (time: number | null): number | null => time && (time - now) / minute;
    expect(told && [asMinutes(told.from), asMinutes(told.to)]).toEqual(clock);
    expect(minutesLeft(window, now)).toEqual({ low, high });
  });

  it('holds what was promised, within what its steps allow, and shows nothing that is past', () => {
    const windows = fc.record({
      fulfilment: fc.constantFrom(...fulfilments),
      status: fc.constantFrom(...statuses),
      now: fc.integer({ min: now, max: now + 24 * 60 * minute }),
      begins: fc.integer({ min: -180 * minute, max: 180 * minute }),
      lasts: fc.integer({ min: 0, max: 90 * minute }),
      way: fc.integer({ min: 0, max: 60 * minute }),
      isReady: fc.boolean(),
    });
    fc.assert(
      fc.property(windows, ({ fulfilment, now: seen, begins, lasts, way, isReady }) => {
        const time = (ms: number): string => new Date(seen + ms).toISOString();
        const window = awaitedWindow(
          {
            ...(isReady ? noneReady : { ready_from: time(begins), ready_to: time(begins + lasts) }),
            arrives_from: time(begins + way),
            arrives_to: time(begins + lasts + way),
          },
          fulfilment,
        );
        if (window === null) return expect([isReady, fulfilment === 'delivery']).toEqual([true, false]);
        expect(window.awaits).toBe(fulfilment === 'delivery' ? 'arrival' : 'ready');
        const [told, { low, high }] = [timesOnClock(window, seen), minutesLeft(window, seen)];
        if (window.to <= seen) return expect([told, high < 1]).toEqual([null, true]);
        expect(Math.min(told?.from ?? Infinity, told?.to ?? 0)).toBeGreaterThan(seen);
        for (const [end, minutes] of [
          [told?.from, low],
          [told?.to, high],
        ] as const) {
          if (end && end - seen > 15 * minute) expect([end % (5 * minute), minutes % 5]).toEqual([0, 0]);
        }
        expect((told?.to ?? 0) - window.to).toBeLessThan(5 * minute);
        expect((told?.to ?? 0) >= window.to && (told?.from ?? 0) <= window.from).toBe(true);
        expect(low * minute <= window.from - seen && high * minute >= window.to - seen).toBe(true);
      }),
    );
  });
});
