export interface Weighted {
  readonly value: number;
  /** Above 0. */
  readonly weight: number;
}

/** The value below which a share of the weight lies, from 0 to 1. */
export type Quantile = (share: number) => number;

/**
 * Between two of the values in proportion, and never beyond the smallest and the largest.
 * @param sorted from the smallest to the largest, at least one
 */
export function weightedQuantile(sorted: readonly Weighted[]): Quantile {
  let below = 0;
  const middles = sorted.map(({ weight }) => (below += weight) - weight / 2);
  const valueAt = (place: number): number =>
    sorted[Math.max(0, Math.min(sorted.length - 1, place))]?.value ?? NaN;
  return (share) => {
    const target = share * below;
    const place = middles.findIndex((middle) => middle >= target);
    if (place <= 0) return valueAt(place < 0 ? Infinity : 0);
    const [last = 0, next = 0] = [middles[place - 1], middles[place]];
    const reached = (target - last) / (next - last);
    return valueAt(place - 1) + (valueAt(place) - valueAt(place - 1)) * reached;
  };
}
