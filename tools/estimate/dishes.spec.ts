import { describe, expect, it } from '@jest/globals';
import { runKitchen } from './figures.ts';
import { mean } from './measures.ts';
import type { Kitchen, MenuItem } from './simulation/kitchen.ts';
import { kitchens } from './simulation/kitchens.ts';
import { heldBand } from './summary.ts';

const options = { orders: 2_000, seed: 1, stage: 'preparation' } as const;

/** How wide the windows are beside those of a replay that knows no dishes, and what they hold. */
function withDishes(kitchen: Kitchen) {
  const [unknown, known] = [false, true].map((dishes) => runKitchen(kitchen, { ...options, dishes }));
  return { width: known!.width / unknown!.width, coverage: known!.coverage };
}

const twenty = Array.from({ length: 20 }, (_, place) => place);
/** Each item of a menu as twenty dishes: few are ordered often, and each is up to 30 % quicker or slower. */
const manyDishes = (menu: readonly MenuItem[]): MenuItem[] =>
  menu.flatMap(({ share, minutes, ...item }) => {
    const shares = twenty.map((place) => 1 / (place + 1));
    const scale = share / shares.reduce((sum, each) => sum + each, 0);
    return twenty.map((place) => ({
      ...item,
      name: `${item.station} ${String(place + 1)}`,
      share: scale * (shares[place] ?? 0),
      minutes: minutes * (0.7 + (0.6 * ((place * 7) % 20)) / 19),
    }));
  });

const withManyDishes = (kitchen: Kitchen): Kitchen => ({
  ...kitchen,
  menu: manyDishes(kitchen.menu),
  changes: kitchen.changes.map(({ menu, ...change }) =>
    menu === undefined ? change : { ...change, menu: manyDishes(menu) },
  ),
});

const isHeld = (coverage: number): boolean => coverage >= heldBand.from && coverage <= heldBand.to;

describe('a replay that knows the dishes', () => {
  it('gives windows that are a tenth narrower, where each station has one, and hold as many', () => {
    const all = kitchens.map(withDishes);
    expect(mean(all.map(({ width }) => width))).toBeLessThan(0.9);
    expect(all.filter(({ coverage }) => !isHeld(coverage))).toEqual([]);
  });

  it.each(['pizzeria', 'smokehouse'])(
    'gives none that are wider for forty dishes of which most are rare: the %s',
    (name) => {
      const kitchen = kitchens.find((each) => each.name === name);
      const { width, coverage } = withDishes(withManyDishes(kitchen!));
      expect(width).toBeLessThan(1);
      expect(isHeld(coverage)).toBe(true);
    },
  );

  it('takes a new menu under new names for new dishes', () => {
    const some = kitchens.filter(({ name }) => ['bistro', 'smokehouse'].includes(name));
    const renamed = some.map((kitchen) => ({
      ...kitchen,
      changes: kitchen.changes.map(({ menu, ...change }) =>
        menu === undefined
          ? change
          : { ...change, menu: menu.map((item) => ({ ...item, name: `new ${item.station}` })) },
      ),
    }));
    const all = renamed.map(withDishes);
    expect(all).toHaveLength(2);
    expect(mean(all.map(({ width }) => width))).toBeLessThan(0.9);
    expect(all.filter(({ coverage }) => !isHeld(coverage))).toEqual([]);
  });
});
