import { describe, expect, it } from '@jest/globals';
import type { Kitchen } from './kitchen.ts';
import { kitchens } from './kitchens.ts';
import { simulate } from './simulate.ts';

const minute = 60_000;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const waits = (kitchen: Kitchen, from: number, to: number): number =>
  mean(
    simulate(kitchen, to, 3)
      .slice(from)
      .map(({ milestones: { accepted = 0, ready = 0 } }) => (ready - accepted) / minute),
  );

const [cafe] = kitchens;
const calm: Kitchen = { ...cafe!, changes: [] };

describe.each(kitchens)('the $title', (kitchen) => {
  const orders = simulate(kitchen, 500, 1);

  it('has the same orders for the same seed, and others for another', () => {
    expect(simulate(kitchen, 500, 1)).toEqual(orders);
    expect(simulate(kitchen, 500, 2)).not.toEqual(orders);
  });

  it('takes no step before the one before it', () => {
    for (const { milestones } of orders) {
      const { placed = 0, accepted = 0, ready = 0, handed_over = 0, arrived = handed_over } = milestones;
      expect([placed, accepted, ready, handed_over, arrived]).toEqual(
        [placed, accepted, ready, handed_over, arrived].toSorted((one, other) => one - other),
      );
    }
  });

  it('is placed by the clock, while the kitchen is open', () => {
    for (const { hourOfWeek, milestones } of orders) {
      const at = new Date(milestones.placed ?? 0);
      expect(hourOfWeek).toBe(((at.getUTCDay() + 6) % 7) * 24 + at.getUTCHours());
      // Of those who come together, the last may be a few minutes late.
      const open = [at.getTime(), at.getTime() - 10 * minute].map(
        (moment) => kitchen.hours[new Date(moment).getUTCHours()] ?? 0,
      );
      expect(Math.max(...open)).toBeGreaterThan(0);
    }
  });

  it('counts those in the kitchen when an order is placed', () => {
    const busiest = orders.reduce((one, other) => (other.load > one.load ? other : one));
    const { placed = 0 } = busiest.milestones;
    const there = orders.filter(
      ({ milestones }) => (milestones.placed ?? 0) < placed && (milestones.ready ?? 0) > placed,
    );
    expect(busiest.load).toBe(there.length);
  });
});

describe('a change', () => {
  it.each<[string, Kitchen['changes'][number]]>([
    ['staff that leaves', { name: 'staff leaves', order: 301, cooks: { bar: 1 } }],
    ['a rush', { name: 'a rush', order: 301, rush: { times: 3, orders: 300 } }],
    [
      'a slower menu',
      { name: 'a new menu', order: 301, menu: [{ station: 'toast', share: 1, minutes: 6, spread: 0.2 }] },
    ],
  ])('such as %s makes orders wait longer', (_, change) => {
    const changed = { ...calm, changes: [change] };
    expect(waits(changed, 300, 600)).toBeGreaterThan(1.3 * waits(calm, 300, 600));
  });

  it('is not noticed before its time', () => {
    const changed = { ...calm, changes: [{ name: 'staff leaves', order: 301, cooks: { bar: 1 } } as const] };
    expect(simulate(changed, 300, 3)).toEqual(simulate(calm, 300, 3));
    expect(simulate(changed, 301, 3)).not.toEqual(simulate(calm, 301, 3));
  });
});
