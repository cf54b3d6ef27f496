import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atStations, type CookedDishes, type Dishes, dishesApart, usualTimeAtStations } from './stations.ts';

/** One cook for pizza and one for salad: nobody waits for the other. Four minutes each. */
const lived = Array.from({ length: 300 }, (_, place): CookedDishes => {
  const [pizzas, salads] = [(place * 7) % 9, (place * 5) % 7];
  const own: Dishes = place % 3 === 0 ? { salad: 1 } : { [place % 2 === 0 ? 'margherita' : 'funghi']: 1 };
  const ahead = { margherita: pizzas, funghi: 1, salad: salads };
  const before = place % 3 === 0 ? salads : pizzas + 1;
  return { load: pizzas + salads, dishes: { own, ahead }, seconds: 240 * (1 + before) };
});

const anyDishes = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 9 }), {
  noNullPrototype: true,
});
const anyCooked = fc.record({
  load: fc.nat(50),
  dishes: fc.record({ own: anyDishes, ahead: anyDishes }),
  seconds: fc.nat(21_600),
});
const reversed = (dishes: Dishes): Dishes => Object.fromEntries(Object.entries(dishes).reverse());

describe('the dishes that are made apart', () => {
  it('are those that no other waits for', () => {
    const apart = dishesApart(lived);
    expect([['salad'], ['funghi', 'margherita']]).toContainEqual(apart);
    expect(dishesApart(lived, apart)).toEqual(apart);
  });

  it('are none where nobody ordered more than one dish', () => {
    const one = lived.map((order) => ({
      ...order,
      dishes: { own: { soup: 1 }, ahead: { soup: order.load } },
    }));
    expect(dishesApart(one)).toEqual([]);
    expect(dishesApart([])).toEqual([]);
  });

  it('are not told by one that was hardly ordered, and are forgotten when nobody orders them', () => {
    const rare = lived.slice(0, 3).map((order) => ({ ...order, dishes: { own: { cake: 1 }, ahead: {} } }));
    expect(dishesApart([...lived, ...rare])).not.toContain('cake');
    expect(dishesApart(lived, ['a dish of last year'])).not.toContain('a dish of last year');
  });

  it('are the same in whichever order an order names its dishes', () => {
    fc.assert(
      fc.property(fc.array(anyCooked, { maxLength: 60 }), (orders) => {
        const turned = orders.map(({ dishes: { own, ahead }, ...order }) => ({
          ...order,
          dishes: { own: reversed(own), ahead: reversed(ahead) },
        }));
        expect(dishesApart(turned)).toEqual(dishesApart(orders));
      }),
      { numRuns: 30 },
    );
  });
});

describe('what lies at each station', () => {
  it('is all that there is, each piece at one of both', () => {
    fc.assert(
      fc.property(anyDishes, anyDishes, fc.subarray(['a', 'b', 'c']), (own, ahead, apart) => {
        const [here, hereAhead, there, thereAhead] = atStations({ own, ahead }, new Set(apart));
        const pieces = (dishes: Dishes): number =>
          Object.values(dishes).reduce((sum, count) => sum + count, 0);
        expect([here + there, hereAhead + thereAhead]).toEqual([pieces(own), pieces(ahead)]);
        expect(Math.min(here, hereAhead, there, thereAhead)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has a dish that nobody knows among the many', () => {
    expect(atStations({ own: { new: 2 }, ahead: { salad: 1 } }, new Set(['salad']))).toEqual([2, 0, 0, 1]);
  });
});

describe('the usual time at stations', () => {
  const salads: ReadonlySet<string> = new Set(['salad']);
  const cooked = lived.map(({ dishes, ...order }) => ({ ...order, pieces: atStations(dishes, salads) }));
  const equal = cooked.map(() => 1);

  it('is longer by what waits at the own station, and by nothing at the other', () => {
    const usual = usualTimeAtStations(cooked, equal);
    expect(usual([1, 8, 0, 0]) - usual([1, 2, 0, 0])).toBeCloseTo(6 * 240, -2);
    expect(usual([1, 2, 0, 6])).toBe(usual([1, 2, 0, 0]));
  });

  it('is a number of ten seconds or more for every order, whatever was known, and no shorter for more', () => {
    const anyPieces = fc.tuple(fc.nat(9), fc.nat(99), fc.nat(9), fc.nat(99));
    const anyKnown = fc.record({ load: fc.nat(50), pieces: anyPieces, seconds: fc.nat(21_600) });
    fc.assert(
      fc.property(fc.array(anyKnown, { maxLength: 60 }), anyPieces, fc.nat(9), (orders, pieces, more) => {
        const usual = usualTimeAtStations(orders, equal);
        const [own, ahead, ...rest] = pieces;
        expect(usual(pieces)).toBeGreaterThanOrEqual(10);
        expect(Number.isFinite(usual(pieces))).toBe(true);
        expect(usual([own + more, ahead, ...rest])).toBeGreaterThanOrEqual(usual(pieces) - 1e-6);
        expect(usual([own, ahead + more, ...rest])).toBeGreaterThanOrEqual(usual(pieces) - 1e-6);
      }),
    );
  });
});
