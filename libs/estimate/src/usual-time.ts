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
const shortest = 10;

const featuresOf = (ahead: number, pieces: number): readonly number[] => [
  1,
  ahead,
  pieces - 1,
  ...bends.map((bend) => Math.max(0, ahead + pieces - bend)),
];

/**
 * Weighted least squares: so many seconds, more for each piece that comes before, more for each of its own,
 * and still more for each above what is begun at once. None of these is ever less than nothing.
 * @param weights how much each order counts
 */
export function usualTime(orders: readonly Cooked[], weights: readonly number[]): UsualTime {
  const sums = emptySums();
  orders.forEach(({ load, ahead, pieces, seconds }, place) => {
    // Times vary more the fuller the kitchen is.
    const weight = (weights[place] ?? 0) / (load + 2);
    addTo(sums, featuresOf(ahead, pieces), seconds, weight);
  });
  const factors = solvedAboveNothing(sums);
  return (ahead, pieces) =>
    Math.max(
      shortest,
      featuresOf(ahead, pieces).reduce((sum, value, place) => sum + value * (factors[place] ?? 0), 0),
    );
}

/** The normal equations: each row with its right side at the end. */
type Sums = readonly number[][];

const features = featuresOf(0, 1).length;

/** Slopes are drawn to 0 a little: where no order tells of one, it is 0. */
const emptySums = (): Sums =>
  Array.from({ length: features }, (_row, row) =>
    Array.from({ length: features + 1 }, (_, column) => (row !== column ? 0 : row === 0 ? 1e-9 : 1)),
  );

function addTo(sums: Sums, values: readonly number[], seconds: number, weight: number): void {
  for (let row = 0; row < features; row += 1) {
    const sum = sums[row] ?? [];
    const share = weight * (values[row] ?? 0);
    for (let column = 0; column < features; column += 1)
      sum[column] = (sum[column] ?? 0) + share * (values[column] ?? 0);
    sum[features] = (sum[features] ?? 0) + share * seconds;
  }
}

/**
 * A slope that would be below 0 is left out, and the others are found anew: bends lie close, and one would
 * take back what its neighbour gives too much.
 */
function solvedAboveNothing(sums: Sums): readonly number[] {
  let used = [...sums.keys()];
  for (;;) {
    const found = solved(used.map((row) => [...used, features].map((column) => sums[row]?.[column] ?? 0)));
    const left = used.filter((row, place) => row === 0 || (found[place] ?? 0) >= 0);
    if (left.length === used.length)
      return sums.map((_, row) => (used.includes(row) ? (found[used.indexOf(row)] ?? 0) : 0));
    used = left;
  }
}

/** Gauss and Jordan's elimination; the equations are symmetric and positive, so no pivot is 0. */
function solved(sums: Sums): number[] {
  for (const [place, pivot] of sums.entries()) {
    const divisor = pivot[place] ?? 1;
    for (const column of pivot.keys()) pivot[column] = (pivot[column] ?? 0) / divisor;
    for (const row of sums) {
      const factor = row[place] ?? 0;
      if (row !== pivot)
        for (const column of row.keys()) row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  return sums.map((row) => row.at(-1) ?? 0);
}
