import type { Situation } from './situation.ts';

/** So many orders, as recent as today's, are enough to tell a tenth of them from the rest. */
const enough = 30;

/** An order of which something can be learned, and how much it counts. */
export interface Poolable extends Pick<Situation, 'hourOfWeek' | 'load'> {
  readonly weight: number;
}

const hoursADay = 24;
/** How many times as full a kitchen may have been, and be as full as another, or about so. */
const [asFull, aboutAsFull] = [Math.exp(0.2), Math.exp(0.5)];

/** From the most alike, 0, to those that have nothing in common. */
const leastAlike = 4;

/**
 * How alike an order is. 0: the same hour of the week in as full a kitchen; 1: about that hour of any day; 2:
 * any hour; 3: a kitchen that was about as full.
 */
function likenessTo({ hourOfWeek, load }: Situation): (order: Poolable) => number {
  const full = load + 1.5;
  const hour = hourOfWeek % hoursADay;
  return (order) => {
    const theirs = order.load + 1.5;
    if (theirs * asFull < full || theirs > full * asFull)
      return theirs * aboutAsFull < full || theirs > full * aboutAsFull ? leastAlike : 3;
    if (order.hourOfWeek === hourOfWeek) return 0;
    const between = Math.abs((order.hourOfWeek % hoursADay) - hour);
    return Math.min(between, hoursADay - between) <= 1 ? 1 : 2;
  };
}

/**
 * The orders to learn from: the most alike of which there are enough, and all where there are not.
 * @returns them in the order in which they came
 */
export function pooled<Order extends Poolable>(
  orders: readonly Order[],
  situation: Situation,
): readonly Order[] {
  const alike = orders.map(likenessTo(situation));
  const found = Array.from({ length: leastAlike }, () => 0);
  alike.forEach((level, place) => {
    found[level] = (found[level] ?? 0) + (orders[place]?.weight ?? 0);
  });
  let sum = 0;
  const level = found.findIndex((weight, at) => at < leastAlike && (sum += weight) >= enough);
  return level < 0 ? orders : orders.filter((_, place) => (alike[place] ?? leastAlike) <= level);
}
