import type { FinishedOrder } from '../finished-order.ts';
import type { Dishes } from '#libs/estimate';
import { dishesAheadOf, dishesOf, loadsOf, piecesAheadOf } from '../load.ts';
import { arrivals } from './arrivals.ts';
import { Brigade } from './brigade.ts';
import type { Kitchen, MenuItem } from './kitchen.ts';
import { type Random, seededRandom } from './random.ts';

const minute = 60_000;
/** A Monday's midnight, in UTC. */
const monday = Date.UTC(2026, 0, 5);
const mostPieces = 12;

/** Times in minutes after that Monday's midnight. */
interface Cooked {
  readonly pieces: number;
  readonly dishes: Dishes;
  readonly placed: number;
  readonly accepted: number;
  readonly ready: number;
}
interface HandedOver extends Cooked {
  readonly handedOver: number;
  readonly arrived: number | null;
}

/**
 * So many orders of a kitchen, in the order in which they were placed; the same for the same seed. Stations
 * make items in the order in which orders were accepted; drivers take orders as they become ready.
 */
export function simulate(kitchen: Kitchen, orders: number, seed: number): FinishedOrder[] {
  const random = seededRandom(seed);
  const cooked = cook(kitchen, arrivals(kitchen, orders, random), random);
  const done = handOver(kitchen, cooked, random).sort((one, other) => one.placed - other.placed);
  const loads = loadsOf(done.map(({ placed, ready }) => ({ placedAt: inMs(placed), leftAt: inMs(ready) })));
  const ahead = aheadOf(done);
  return done.map((order, place) =>
    finished(kitchen, order, place, { load: loads[place] ?? 0, ...(ahead.get(order) ?? nothingAhead) }),
  );
}

type Ahead = Pick<FinishedOrder, 'piecesAhead' | 'dishes'>;

const nothingAhead: Ahead = { piecesAhead: null, dishes: null };

function aheadOf(orders: readonly Cooked[]): ReadonlyMap<Cooked, Ahead> {
  const accepted = orders.toSorted((one, other) => one.accepted - other.accepted);
  const work = accepted.map(({ accepted: at, ready, pieces, dishes }) => ({
    acceptedAt: inMs(at),
    leftAt: inMs(ready),
    pieces,
    dishes,
  }));
  const [pieces, dishes] = [piecesAheadOf(work), dishesAheadOf(work)];
  return new Map(
    accepted.map((order, place) => [
      order,
      { piecesAhead: pieces[place] ?? 0, dishes: { own: order.dishes, ahead: dishes[place] ?? {} } },
    ]),
  );
}

/**
 * Each order's kitchen is the one that it was placed in: what has changed by then counts, and nothing later.
 */
function cook(kitchen: Kitchen, placed: readonly number[], random: Random): Cooked[] {
  const brigade = new Brigade(kitchen.stations);
  return placed
    .map((at, place) => ({
      placed: at,
      number: place + 1,
      accepted: at + random.pause(kitchen.acceptMinutes),
    }))
    .sort((one, other) => one.accepted - other.accepted)
    .map(({ placed: at, number, accepted }) => {
      const menu = kitchenAt(kitchen, number, brigade);
      const pieces = random.count(kitchen.pieces, mostPieces);
      const made = Array.from({ length: pieces }, () => {
        const item = dish(menu, random);
        return { key: item.name ?? item.station, done: brigade.make(item, accepted, random) };
      });
      const ready = Math.max(...made.map(({ done }) => done)) + packing(kitchen, random);
      return { pieces, dishes: dishesOf(made.map(({ key }) => [key, 1])), placed: at, accepted, ready };
    });
}

/** @returns the menu of that time */
function kitchenAt({ menu, changes }: Kitchen, number: number, brigade: Brigade): readonly MenuItem[] {
  const past = changes.filter(({ order }) => order <= number);
  for (const { cooks = {} } of past)
    for (const [station, left] of Object.entries(cooks)) brigade.keep(station, left);
  return past.findLast((change) => change.menu !== undefined)?.menu ?? menu;
}

const dish = (menu: readonly MenuItem[], random: Random): MenuItem => {
  const item = menu[random.place(menu.map(({ share }) => share))];
  if (item === undefined) throw new RangeError('the kitchen has an empty menu');
  return item;
};

function packing({ packMinutes, mishap }: Kitchen, random: Random): number {
  const packed = random.pause(packMinutes);
  if (mishap === undefined || !random.chance(mishap.chance)) return packed;
  return packed + random.mishap(mishap.minutes, longestMishap);
}

const longestMishap = 60;

function handOver(kitchen: Kitchen, cooked: readonly Cooked[], random: Random): HandedOver[] {
  const { couriers, handoverMinutes } = kitchen;
  const free = Array.from({ length: couriers?.drivers ?? 0 }, () => 0);
  return cooked
    .toSorted((one, other) => one.ready - other.ready)
    .map((order) => {
      if (couriers === undefined)
        return { ...order, handedOver: order.ready + random.pause(handoverMinutes), arrived: null };
      const driver = free.indexOf(Math.min(...free));
      const handedOver = Math.max(order.ready, free[driver] ?? 0) + random.pause(handoverMinutes);
      const arrived = handedOver + random.around(couriers.minutes, couriers.spread);
      free[driver] = arrived + random.around(couriers.minutes, couriers.spread);
      return { ...order, handedOver, arrived };
    });
}

const inMs = (minutes: number): number => monday + Math.round(minutes * minute);

function finished(
  { name, fulfilment, baseMinutes }: Kitchen,
  { pieces, placed, accepted, ready, handedOver, arrived }: HandedOver,
  place: number,
  fullness: Ahead & Pick<FinishedOrder, 'load'>,
): FinishedOrder {
  const milestones = {
    placed: inMs(placed),
    accepted: inMs(accepted),
    ready: inMs(ready),
    handed_over: inMs(handedOver),
    ...(arrived !== null && { arrived: inMs(arrived) }),
  };
  return {
    orderId: `${name}-${String(place + 1)}`,
    restaurantId: name,
    fulfilment,
    baseMinutes,
    pieces,
    ...fullness,
    hourOfWeek: Math.floor(placed / 60) % hoursAWeek,
    milestones,
    // Here everything is known at once.
    knownAt: milestones,
  };
}

const hoursAWeek = 168;
