/** How many orders took how long, in tenths of a minute, shortest first. */
export interface CountedTimes {
  readonly tenths: readonly number[];
  readonly orders: readonly number[];
}

export interface Duration {
  readonly orders: number;
  readonly median_minutes: number | null;
  readonly p90_minutes: number | null;
}

/**
 * Median and ninth decile of all that was counted, each exact to the step in which it was counted; between
 * two orders, what lies between, as PostgreSQL's `percentile_cont` has it.
 */
export function durationOf(parts: readonly CountedTimes[]): Duration {
  const { tenths, orders } = together(parts);
  const all = orders.reduce((sum, n) => sum + n, 0);
  const at = (share: number): number | null => {
    if (all === 0) return null;
    const place = share * (all - 1);
    const [below, above] = [Math.floor(place), Math.ceil(place)].map((rank) => valueAt(tenths, orders, rank));
    return rounded(((below ?? 0) + ((above ?? 0) - (below ?? 0)) * (place % 1)) / 10);
  };
  return { orders: all, median_minutes: at(0.5), p90_minutes: at(0.9) };
}

/** Minutes are told to a tenth. */
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** In tenths of a minute: what took longer was forgotten on a screen. */
const longest = 6 * 60 * 10;

function together(parts: readonly CountedTimes[]): CountedTimes {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const counts = new Uint32Array(longest + 1);
  for (const { tenths, orders } of parts)
    for (let place = 0; place < tenths.length; place += 1)
      counts[tenths[place] ?? 0] = (counts[tenths[place] ?? 0] ?? 0) + (orders[place] ?? 0);
  const times: number[] = [];
  // Each of some thousand days is gone through: an iterator takes ten times as long.
  for (let time = 0; time <= longest; time += 1) if (counts[time] !== 0) times.push(time);
  return { tenths: times, orders: times.map((time) => counts[time] ?? 0) };
}

/** @param rank from 0, the shortest */
function valueAt(tenths: readonly number[], orders: readonly number[], rank: number): number {
  let seen = 0;
  for (const [place, n] of orders.entries()) {
    seen += n;
    if (seen > rank) return tenths[place] ?? 0;
  }
  return tenths.at(-1) ?? 0;
}
