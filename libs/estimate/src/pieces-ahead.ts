import type { Sample, Situation } from './situation.ts';

/** Of each sample, the pieces that were ahead of it; null where nobody counted them. */
export type PiecesAhead = readonly (number | null)[];

type Counted = Pick<Situation, 'load' | 'piecesAhead'>;

/**
 * How many pieces come before an order. Where they were not counted for one, they are taken to be as many as
 * an order in the kitchen usually has. Where they were counted for the fewer (a table that an earlier release
 * has begun, a stage that begins before anybody has accepted the order), they are not used at all: what is
 * learned by the load is asked for by the load.
 */
export function aheadBy(
  samples: readonly Sample[],
  counted: PiecesAhead | undefined,
): (order: Counted) => number {
  const sums = { orders: 0, counted: 0, load: 0, pieces: 0 };
  samples.forEach(([, load, pieces], place) => {
    const ahead = counted?.[place] ?? null;
    sums.pieces += pieces;
    if (ahead === null) return;
    sums.orders += 1;
    sums.counted += ahead;
    sums.load += load;
  });
  const isCounted = 2 * sums.orders > samples.length;
  const anOrder =
    isCounted && sums.load > 0 ? sums.counted / sums.load : sums.pieces / Math.max(1, samples.length);
  return ({ load, piecesAhead = null }) => (isCounted ? piecesAhead : null) ?? load * anOrder;
}
