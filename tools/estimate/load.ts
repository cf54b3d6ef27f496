/** How long an order was in the kitchen. In ms. */
export interface Stay {
  readonly placedAt: number;
  /** When it was ready, or stopped before. */
  readonly leftAt: number;
}

/**
 * How many orders were in the kitchen when each was placed, without itself.
 * @param stays of one restaurant, in the order in which they were placed
 */
export function loadsOf(stays: readonly Stay[]): number[] {
  const left = stays.map(({ leftAt }) => leftAt).sort((one, other) => one - other);
  let gone = 0;
  return stays.map(({ placedAt }, before) => {
    while ((left[gone] ?? Infinity) <= placedAt) gone += 1;
    return before - gone;
  });
}
