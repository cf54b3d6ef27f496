import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Dishes } from '#libs/estimate';
import { dishesAheadOf, dishesOf, loadsOf, piecesAheadOf } from './load.ts';

describe('the load', () => {
  it('counts the orders that were placed before and had not left the kitchen', () => {
    const anyStays = fc
      .array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 30 })))
      .map((stays) =>
        stays
          .map(([placedAt, long]) => ({ placedAt, leftAt: placedAt + long }))
          .sort((one, other) => one.placedAt - other.placedAt),
      );
    fc.assert(
      fc.property(anyStays, (stays) => {
        const counted = stays.map(
          ({ placedAt }, place) => stays.slice(0, place).filter(({ leftAt }) => leftAt > placedAt).length,
        );
        expect(loadsOf(stays)).toEqual(counted);
      }),
    );
  });

  it('keeps counting one that never left', () => {
    expect(loadsOf([0, 1, 2].map((placedAt) => ({ placedAt, leftAt: Infinity })))).toEqual([0, 1, 2]);
  });
});

describe('the pieces ahead', () => {
  it('are those of the orders that were accepted before and had not left the kitchen', () => {
    const anyWork = fc
      .array(fc.tuple(fc.nat(50), fc.nat(30), fc.integer({ min: 1, max: 9 })))
      .map((orders) =>
        orders
          .map(([acceptedAt, long, pieces]) => ({ acceptedAt, leftAt: acceptedAt + long, pieces }))
          .sort((one, other) => one.acceptedAt - other.acceptedAt),
      );
    fc.assert(
      fc.property(anyWork, (work) => {
        const counted = work.map(({ acceptedAt }, place) =>
          work
            .slice(0, place)
            .filter(({ leftAt }) => leftAt > acceptedAt)
            .reduce((sum, { pieces }) => sum + pieces, 0),
        );
        expect(piecesAheadOf(work)).toEqual(counted);
      }),
    );
  });
});

describe('the dishes ahead', () => {
  it('are those whose pieces are ahead', () => {
    const anyDishes = fc.dictionary(fc.constantFrom('soup', 'cake'), fc.integer({ min: 1, max: 5 }));
    const anyWork = fc
      .array(fc.tuple(fc.nat(50), fc.nat(30), anyDishes))
      .map((orders) =>
        orders
          .map(([acceptedAt, long, dishes]) => ({ acceptedAt, leftAt: acceptedAt + long, dishes }))
          .sort((one, other) => one.acceptedAt - other.acceptedAt),
      );
    const piecesIn = (dishes: Dishes): number =>
      Object.values(dishes).reduce((sum, pieces) => sum + pieces, 0);
    fc.assert(
      fc.property(anyWork, (work) => {
        const pieces = work.map((order) => ({ ...order, pieces: piecesIn(order.dishes) }));
        expect(dishesAheadOf(work).map(piecesIn)).toEqual(piecesAheadOf(pieces));
      }),
    );
  });

  it('are added up by their key', () => {
    const pieces = [
      ['soup', 2],
      ['cake', 1],
      ['soup', 1],
    ] as const;
    expect(dishesOf(pieces)).toEqual({ soup: 3, cake: 1 });
  });
});
