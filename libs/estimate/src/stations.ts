import { leastSquares } from './least-squares.ts';
import { recencyWeights } from './recency.ts';
import { shortest } from './usual-time.ts';

/** How many pieces of each dish, by a key that says no more than which are the same. */
export type Dishes = Readonly<Record<string, number>>;

/** Which dishes an order has, and which those had that lay before it when it was accepted. */
export interface DishesAsked {
  readonly own: Dishes;
  readonly ahead: Dishes;
}

/**
 * The dishes that are made at another station than all others, so that neither waits for the other. Who is
 * not named here, be it a dish that nobody has ordered before, is one of the others.
 */
export type Apart = readonly string[];

/** How much of an order lies at each of both stations, in pieces. */
export type AtStations = readonly [own: number, ahead: number, ownApart: number, aheadApart: number];

export function atStations({ own, ahead }: DishesAsked, apart: ReadonlySet<string>): AtStations {
  const [ownApart, aheadApart] = [piecesIn(own, apart), piecesIn(ahead, apart)];
  return [piecesIn(own) - ownApart, piecesIn(ahead) - aheadApart, ownApart, aheadApart];
}

function piecesIn(dishes: Dishes, only?: ReadonlySet<string>): number {
  let pieces = 0;
  for (const key in dishes) if (only === undefined || only.has(key)) pieces += dishes[key] ?? 0;
  return pieces;
}

/** As in usual-time.ts, and one more: a station has fewer cooks than a kitchen. */
const bends = [2, 5, 10, 20, 40];

/** Only a station that has something to make for an order keeps it waiting. */
const stationFeatures = (own: number, ahead: number): readonly number[] => [
  own === 0 ? 0 : 1,
  own,
  own === 0 ? 0 : ahead,
  ...bends.map((bend) => (own === 0 ? 0 : Math.max(0, own + ahead - bend))),
];

const featuresOf = ([own, ahead, ownApart, aheadApart]: AtStations): readonly number[] => [
  1,
  ...stationFeatures(own, ahead),
  ...stationFeatures(ownApart, aheadApart),
];

const features = featuresOf([0, 0, 0, 0]).length;

export interface CookedAtStations {
  /** Orders in the kitchen when it was placed. */
  readonly load: number;
  readonly pieces: AtStations;
  readonly seconds: number;
}

/**
 * How many seconds an order takes on average, by what lies at both stations.
 * @param weights how much each order counts
 */
export function usualTimeAtStations(
  orders: readonly CookedAtStations[],
  weights: readonly number[],
): (pieces: AtStations) => number {
  const expected = leastSquares(
    orders.map(({ load, pieces, seconds }, place) => ({
      features: featuresOf(pieces),
      seconds,
      weight: (weights[place] ?? 0) / (load + 2),
    })),
    features,
  );
  return (pieces) => Math.max(shortest, expected(featuresOf(pieces)));
}

/** An order of which is known what it was made of, and how long it took. */
export interface CookedDishes {
  readonly load: number;
  readonly dishes: DishesAsked;
  readonly seconds: number;
}

/**
 * So many orders, the newest, tell which dishes are made apart: more than tell how long these take, as dishes
 * seldom move, and most are rare. With 500 and a half-life of 150, windows of forty dishes were 3 % wider.
 */
export const ordersForStations = 800;
const halfLife = 400;
/** A dish in fewer of them tells nothing of its station, … */
const fewestWithDish = 4;
/** … and so many are enough to know two stations by. */
const mostDishes = 100;
/** By which share the squares are to become less before a dish is moved: chance alone does half of it. */
const leastGain = 1e-3;

/**
 * Which dishes are made apart. Nobody says so: a dish is moved to the other station, and stays there if that
 * explains better how long orders took; the most ordered first, of which most is known. The very first stays
 * where it is, as only one from the other can be told.
 * @param orders from the oldest to the newest
 * @param before what was found of earlier orders, from which it goes on
 */
export function dishesApart(orders: readonly CookedDishes[], before: Apart = []): Apart {
  const recent = orders.slice(-ordersForStations);
  const often = oftenOrdered(recent);
  let apart: ReadonlySet<string> = new Set(often.filter((key) => before.includes(key)));
  let least = squaresLeft(recent, apart);
  for (const key of often.slice(1)) {
    const moved = new Set(apart.has(key) ? [...apart].filter((each) => each !== key) : [...apart, key]);
    const squares = squaresLeft(recent, moved);
    if (squares < least * (1 - leastGain)) [apart, least] = [moved, squares];
  }
  return [...apart].sort();
}

/** The most ordered first. */
function oftenOrdered(orders: readonly CookedDishes[]): string[] {
  const found = new Map<string, number>();
  for (const { dishes } of orders)
    for (const key of Object.keys(dishes.own)) found.set(key, (found.get(key) ?? 0) + 1);
  return [...found]
    .filter(([, times]) => times >= fewestWithDish)
    .sort(([one, times], [other, others]) => others - times || (one < other ? -1 : 1))
    .slice(0, mostDishes)
    .map(([key]) => key);
}

function squaresLeft(orders: readonly CookedDishes[], apart: ReadonlySet<string>): number {
  const weights = recencyWeights(orders.length, halfLife);
  const cooked = orders.map(({ load, dishes, seconds }) => ({
    load,
    pieces: atStations(dishes, apart),
    seconds,
  }));
  const usual = usualTimeAtStations(cooked, weights);
  return cooked.reduce(
    (sum, { load, pieces, seconds }, place) =>
      sum + ((weights[place] ?? 0) / (load + 2)) * (seconds - usual(pieces)) ** 2,
    0,
  );
}
