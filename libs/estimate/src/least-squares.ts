/** What one order is known by, and how long it took. */
export interface Observed {
  /** As many for each order; the first is 1. */
  readonly features: readonly number[];
  readonly seconds: number;
  /** How much it counts. */
  readonly weight: number;
}

/** How many seconds are expected of an order with such features. */
export type Expected = (features: readonly number[]) => number;

/**
 * Weighted least squares: so many seconds, and so many more for each feature after the first; none of these
 * is ever less than nothing.
 * @param count of the features
 */
export function leastSquares(observed: Iterable<Observed>, count: number): Expected {
  const sums = emptySums(count);
  for (const each of observed) addTo(sums, each);
  const factors = solvedAboveNothing(sums);
  return (features) => features.reduce((sum, value, place) => sum + value * (factors[place] ?? 0), 0);
}

/** The normal equations: each row with its right side at the end. */
type Sums = readonly number[][];

/** Slopes are drawn to 0 a little: where no order tells of one, it is 0. */
const emptySums = (count: number): Sums =>
  Array.from({ length: count }, (_row, row) =>
    Array.from({ length: count + 1 }, (_, column) => (row !== column ? 0 : row === 0 ? 1e-9 : 1)),
  );

function addTo(sums: Sums, { features, seconds, weight }: Observed): void {
  for (const [row, sum] of sums.entries()) {
    const share = weight * (features[row] ?? 0);
    if (share === 0) continue;
    for (let column = 0; column < sums.length; column += 1)
      sum[column] = (sum[column] ?? 0) + share * (features[column] ?? 0);
    sum[sums.length] = (sum[sums.length] ?? 0) + share * seconds;
  }
}

/**
 * A slope that would be below 0 is left out, and the others are found anew: features lie close, and one would
 * take back what its neighbour gives too much.
 */
function solvedAboveNothing(sums: Sums): readonly number[] {
  let used = [...sums.keys()];
  for (;;) {
    const columns = [...used, sums.length];
    const found = solved(used.map((row) => columns.map((column) => sums[row]?.[column] ?? 0)));
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
