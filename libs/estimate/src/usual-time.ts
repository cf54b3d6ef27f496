import type { Sample } from './situation.ts';

/** How many seconds an order takes on average, by how full the kitchen is and how much is in it. */
export type UsualTime = (load: number, pieces: number) => number;

/** A kitchen of a few cooks has each order begun at once up to about here; each one more then waits. */
const unhurried = 5;
const shortest = 10;

const featuresOf = (load: number, pieces: number): readonly number[] => [
  1,
  load,
  pieces - 1,
  Math.max(0, load - unhurried),
];

/**
 * Weighted least squares: so many seconds, more for each order in the kitchen, still more for each above a
 * few, and more for each piece. None of these is ever less than nothing.
 * @param weights how much each sample counts
 */
export function usualTime(samples: readonly Sample[], weights: readonly number[]): UsualTime {
  const sums = emptySums();
  samples.forEach(([, load, pieces, seconds], place) => {
    // Times vary more the fuller the kitchen is.
    const weight = (weights[place] ?? 0) / (load + 2);
    addTo(sums, featuresOf(load, pieces), seconds, weight);
  });
  const [base = 0, ...slopes] = solved(sums);
  const [forLoad = 0, forPieces = 0, forHaste = 0] = slopes.map((slope) => Math.max(0, slope));
  return (load, pieces) =>
    Math.max(
      shortest,
      base + forLoad * load + forPieces * (pieces - 1) + forHaste * Math.max(0, load - unhurried),
    );
}

/** The normal equations: each row with its right side at the end. */
type Sums = number[][];

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
  return sums.map((row) => row[features] ?? 0);
}
