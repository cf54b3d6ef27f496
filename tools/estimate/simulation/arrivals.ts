import type { Change, Kitchen } from './kitchen.ts';
import type { Random } from './random.ts';

/** All orders of a simulation are placed after a Monday's midnight. */
const hour = 60;
const day = 24 * hour;

/**
 * When orders are placed, in minutes after a Monday's midnight, oldest first: by chance, as often as the
 * hour, the day and a rush have it, and now and then several at once.
 */
export function arrivals(kitchen: Kitchen, orders: number, random: Random): number[] {
  const busiest = rateOf(kitchen);
  const most = busiest.most * Math.max(1, ...kitchen.changes.map(({ rush }) => rush?.times ?? 1));
  const placed: number[] = [];
  for (let at = 0; placed.length < orders;) {
    at += random.pause(1 / most);
    const rate = busiest.at(at) * rushAt(kitchen.changes, placed.length + 1);
    if (random.chance(rate / most)) placed.push(...party(kitchen, at, random));
  }
  return placed.sort((one, other) => one - other).slice(0, orders);
}

/** Orders a minute. */
function rateOf({ ordersPerDay, hours, days, party: { chance, orders } = nobody }: Kitchen) {
  const perHour = hours.reduce((sum, weight) => sum + weight, 0);
  const perDay = days.reduce((sum, weight) => sum + weight, 0) / days.length;
  // Those who come together count as one arrival.
  const scale = ordersPerDay / (perHour * perDay * hour * (1 + chance * (orders - 1)));
  const at = (minute: number): number =>
    scale * (hours[Math.floor(minute / hour) % 24] ?? 0) * (days[Math.floor(minute / day) % 7] ?? 0);
  return { at, most: scale * Math.max(...hours) * Math.max(...days) };
}

const nobody = { chance: 0, orders: 1 };

function party({ party: { chance, orders } = nobody }: Kitchen, at: number, random: Random): number[] {
  if (!random.chance(chance)) return [at];
  return Array.from({ length: random.count(orders, 3 * orders) }, () => at + random.pause(1));
}

/** How many times as many orders come as usual, when this one is placed. */
const rushAt = (changes: readonly Change[], order: number): number =>
  changes.find((change) => change.rush !== undefined && isDuring(change, order))?.rush?.times ?? 1;

const isDuring = ({ order: first, rush }: Change, order: number): boolean =>
  order >= first && order < first + (rush?.orders ?? 0);
