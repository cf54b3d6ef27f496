import { leastSquares } from './least-squares.ts';

/** What one order was set before, and how long it took. */
export interface Cooked {
  /** Orders in the kitchen when it was placed. */
  readonly load: number;
  /** Pieces that were to be made before its own. */
  readonly ahead: number;
  /** Its own, at least 1. */
  readonly pieces: number;
  readonly seconds: number;
}

/** How many seconds an order takes on average, by how many pieces come before it and how many are in it. */
export type UsualTime = (ahead: number, pieces: number) => number;

/**
 * A kitchen has so many pieces begun at once, and each one more then waits: how many those are differs from
 * one cook to a dozen of them, so that each kitchen bends where its own orders do.
 */
const bends = [5, 10, 20, 40];
export const shortest = 10;

const featuresOf = (ahead: number, pieces: number): readonly number[] => [
  1,
  ahead,
  pieces - 1,
  ...bends.map((bend) => Math.max(0, ahead + pieces - bend)),
];

const features = featuresOf(0, 1).length;

/**
 * So many seconds, more for each piece that comes before, more for each of its own, and still more for each
 * above what is begun at once.
 * @param weights how much each order counts
 */
export function usualTime(orders: readonly Cooked[], weights: readonly number[]): UsualTime {
  const expected = leastSquares(
    // Times vary more the fuller the kitchen is.
    orders.map(({ load, ahead, pieces, seconds }, place) => ({
      features: featuresOf(ahead, pieces),
      seconds,
      weight: (weights[place] ?? 0) / (load + 2),
    })),
    features,
  );
  return (ahead, pieces) => Math.max(shortest, expected(featuresOf(ahead, pieces)));
}
