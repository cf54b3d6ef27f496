import type { Dishes } from '#libs/estimate';

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

/** How long an order was in the hands of the cooks, and with how much. In ms. */
export interface Work {
  readonly acceptedAt: number;
  /** When it was ready, or stopped before. */
  readonly leftAt: number;
  readonly pieces: number;
}

/**
 * How many pieces were in the hands of the cooks when each order was accepted, without its own.
 * @param work of one restaurant, in the order in which it was accepted
 */
export function piecesAheadOf(work: readonly Work[]): number[] {
  const left = work
    .filter(({ acceptedAt, leftAt }) => leftAt > acceptedAt)
    .sort((one, other) => one.leftAt - other.leftAt);
  let [pieces, gone] = [0, 0];
  return work.map((order) => {
    for (; (left[gone]?.leftAt ?? Infinity) <= order.acceptedAt; gone += 1) pieces -= left[gone]?.pieces ?? 0;
    const ahead = pieces;
    if (order.leftAt > order.acceptedAt) pieces += order.pieces;
    return ahead;
  });
}

/**
 * Which dishes were in the hands of the cooks when each order was accepted, without its own.
 * @param work of one restaurant, in the order in which it was accepted
 */
export function dishesAheadOf(
  work: readonly (Omit<Work, 'pieces'> & { readonly dishes: Dishes })[],
): Dishes[] {
  let there: typeof work = [];
  return work.map((order) => {
    there = there.filter(({ leftAt }) => leftAt > order.acceptedAt);
    const ahead = dishesOf(there.flatMap(({ dishes }) => Object.entries(dishes)));
    there = [...there, order];
    return ahead;
  });
}

/** Adds up the pieces of each dish. */
export function dishesOf(pieces: Iterable<readonly [key: string, pieces: number]>): Dishes {
  const found = new Map<string, number>();
  for (const [key, count] of pieces) found.set(key, (found.get(key) ?? 0) + count);
  return Object.fromEntries(found);
}
