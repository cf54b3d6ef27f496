/**
 * How far one side of the windows is moved outwards, beyond what the quantiles say; inwards below 0. In
 * logits of the quantile level: 0.5 makes of one miss in ten one in sixteen.
 */
export interface Correction {
  /** Adds up what misses and hits have taught, and forgets nothing. */
  readonly lasting: number;
  /** The same of the last few dozen orders. */
  readonly passing: number;
}

export const noCorrection: Correction = { lasting: 0, passing: 0 };

/** How much a miss widens and, in proportion, a hit narrows: for good … */
const step = 0.05;
/**
 * … and beside that for a while, which is over by half after 23 orders: what makes it quick after a change.
 */
const passingStep = 0.2;
const passingLeft = 0.97;
/** A side that nothing satisfies (each order a miss) goes no further, so that it finds back. */
const furthest = 4;

/**
 * Adaptive conformal inference, as a controller with a proportional and an integral part. In the long run the
 * share of misses is `share`, whatever the kitchen does: were it more, `lasting` would grow without end.
 * @param share of misses that there shall be on this side
 */
export function corrected({ lasting, passing }: Correction, missed: boolean, share: number): Correction {
  const error = (missed ? 1 : 0) - share;
  return {
    lasting: rounded(Math.max(-furthest, Math.min(furthest, lasting + step * error))),
    passing: rounded(passingLeft * passing + passingStep * error),
  };
}

/** So that a table stays small when it is written out. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

export const sumOf = ({ lasting, passing }: Correction): number => lasting + passing;

const logit = (share: number): number => Math.log(share / (1 - share));

/** The share of misses that a side is to aim at, so that it comes to `share`; never more than half. */
export const aimedShare = (share: number, correction: Correction): number =>
  Math.min(0.5, 1 / (1 + Math.exp(sumOf(correction) - logit(share))));

/**
 * How far a side goes beyond what has been seen, in halves of the spread of the quantiles: quantiles end
 * where the longest of the known orders does, and a change goes on from there.
 */
export const beyond = (correction: Correction): number => Math.max(0, sumOf(correction) - 1) / 2;
