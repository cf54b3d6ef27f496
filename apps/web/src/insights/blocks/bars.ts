/** Numbers beside bars of their length. */
export interface Bars {
  readonly caption: string;
  /** The last is that of the numbers. */
  readonly columns: readonly string[];
  readonly rows: readonly Bar[];
}
export interface Bar {
  /** The first is the row's heading. */
  readonly cells: readonly string[];
  readonly count: string;
  /** Of the longest, from 0 to 1. */
  readonly length: number;
}

/** @param counts with what each is a number of */
export function barsOf(
  counts: readonly { readonly cells: readonly string[]; readonly orders: number }[],
  say: (count: number) => string,
): readonly Bar[] {
  const most = Math.max(1, ...counts.map(({ orders }) => orders));
  return counts.map(({ cells, orders }) => ({ cells, count: say(orders), length: orders / most }));
}
