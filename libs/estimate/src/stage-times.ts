import { aimedShare, beyond, type Correction, corrected, noCorrection } from './correction.ts';
import { aheadBy, type PiecesAhead } from './pieces-ahead.ts';
import { pooled, type Poolable } from './pool.ts';
import { recencyWeights } from './recency.ts';
import { type Sample, sampleOf, type Situation } from './situation.ts';
import {
  type Apart,
  atStations,
  type AtStations,
  type CookedDishes,
  dishesApart,
  type DishesAsked,
  usualTimeAtStations,
} from './stations.ts';
import { usualTime } from './usual-time.ts';
import { type Quantile, type Weighted, weightedQuantile } from './weighted-quantile.ts';
import { inWholeMinutes, type Window } from './window.ts';

/**
 * What has been learned of one stage, for one restaurant and kind of order: a plain object of a few kB, to be
 * kept as JSON.
 */
export interface StageTimes {
  /** Orders that have told how long it takes, over all time. */
  readonly finished: number;
  /** The newest of them, oldest first. */
  readonly samples: readonly Sample[];
  /** Of each of them; left out where none were counted, as in the tables of earlier releases. */
  readonly piecesAhead?: PiecesAhead | undefined;
  /** What is made at which station; left out where no dishes were known. */
  readonly stations?: Stations | undefined;
  /** Of the sides before which orders come too early, and after which they come too late. */
  readonly early: Correction;
  readonly late: Correction;
}

export interface Stations {
  readonly apart: Apart;
  /** Of each sample, by `apart`; null where its dishes are not known. */
  readonly pieces: readonly (AtStations | null)[];
}

export const noStageTimes: StageTimes = { finished: 0, samples: [], early: noCorrection, late: noCorrection };

/** From so many orders on, what was learned is better than the rule. */
export const fewestOrders = 50;
/** What is older hardly counts. */
const keptSamples = 250;
/** How much of what comes true is to lie within a window. */
const usualLevel = 0.8;
/** Of those outside, as many come too early as too late. */
const shareEarly = 0.5;

const second = 1_000;

/** One order that has a stage behind it. */
export interface Outcome {
  readonly situation: Situation;
  /** How long it took, in ms. */
  readonly took: number;
  /** What `learnedWindow` gave when the stage began, in ms from then; null where the rule was followed. */
  readonly promised: Window | null;
}

/**
 * What is known after one more order. Outcomes are given once each, in the order in which they became known:
 * whoever keeps the times drops repeats, and replays all where a recall has undone one.
 */
export function learn(times: StageTimes, { situation, took, promised }: Outcome): StageTimes {
  const { finished, samples, early, late } = times;
  const piecesAhead = aheadAfter(times, situation);
  const sample = sampleOf(situation, took / second);
  const missable = 1 - usualLevel;
  return {
    finished: finished + 1,
    samples: [...samples.slice(1 - keptSamples), sample],
    ...(piecesAhead && { piecesAhead }),
    ...(times.stations && { stations: stationsAfter(times.stations, situation) }),
    early: promised ? corrected(early, took < promised.from, missable * shareEarly) : early,
    late: promised ? corrected(late, took > promised.to, missable * (1 - shareEarly)) : late,
  };
}

function aheadAfter(
  { samples, piecesAhead }: StageTimes,
  { piecesAhead: counted = null }: Situation,
): PiecesAhead | undefined {
  if (piecesAhead === undefined && counted === null) return undefined;
  return [...(piecesAhead ?? samples.map(() => null)).slice(1 - keptSamples), counted];
}

const stationsAfter = ({ apart, pieces }: Stations, situation: Situation): Stations => ({
  apart,
  pieces: [...pieces.slice(1 - keptSamples), piecesAt(situation, new Set(apart))],
});

const piecesAt = ({ dishes }: Situation, apart: ReadonlySet<string>): AtStations | null =>
  dishes ? atStations(dishes, apart) : null;

/**
 * The same with what is made at which station found anew, and what is known of each sample by it. Done once
 * in some fifty orders: it takes a hundred times as long as to learn of one.
 * @param recent the newest orders that were learned from, in the same order; at least those of the samples
 */
export function learnStations(
  times: StageTimes,
  recent: readonly Pick<Outcome, 'situation' | 'took'>[],
): StageTimes {
  const cooked = recent.flatMap(({ situation: { load, dishes }, took }): CookedDishes[] =>
    dishes ? [{ load, dishes, seconds: took / second }] : [],
  );
  const { stations, ...known } = times;
  if (cooked.length < fewestOrders) return known;
  const apart = dishesApart(cooked, stations?.apart);
  const isApart: ReadonlySet<string> = new Set(apart);
  const sampled = times.samples.map((_, place) => recent[recent.length - times.samples.length + place]);
  const pieces = sampled.map((order) => (order === undefined ? null : piecesAt(order.situation, isApart)));
  return { ...known, stations: { apart, pieces } };
}

/**
 * When the stage will be over, in ms from its beginning: the narrowest usual window that holds `level` of
 * what comes true, in whole minutes and at least two minutes wide. Null while too few orders are known; then
 * the rule holds.
 * @param level from 0 to below 1; corrections are made for 0.8, and help others as well
 */
export function learnedWindow(times: StageTimes, situation: Situation, level = usualLevel): Window | null {
  if (times.finished < fewestOrders) return null;
  const { quantile, expected } = residualsFor(times, situation);
  const half = (quantile(0.9) - quantile(0.1)) / 2;
  const shareBefore = aimedShare((1 - level) * shareEarly, times.early);
  const shareAfter = aimedShare((1 - level) * (1 - shareEarly), times.late);
  const inSeconds = (residual: number): number => expected + residual * Math.sqrt(expected);
  return inWholeMinutes({
    from: inSeconds(quantile(shareBefore) - half * beyond(times.early)) * second,
    to: inSeconds(quantile(1 - shareAfter) + half * beyond(times.late)) * second,
  });
}

interface Residuals {
  /** By how much like orders took longer than usual, in roots of the usual time. */
  readonly quantile: Quantile;
  /** What is usual for this order, in seconds. */
  readonly expected: number;
}

function residualsFor(times: StageTimes, situation: Situation): Residuals {
  const { dishes } = situation;
  const byDishes = dishes && studiedAtStations(times);
  const { orders } = byDishes ?? studied(times);
  return {
    quantile: weightedQuantile(pooled(orders, situation)),
    expected: dishes && byDishes ? byDishes.usual(dishes) : studied(times).usual(situation),
  };
}

interface Studied<Order> {
  /** In seconds. */
  readonly usual: (order: Order) => number;
  /** From the one that was earliest for what is usual, to the latest. */
  readonly orders: readonly (Poolable & Weighted)[];
}

/** A table is asked for many windows before it changes. */
function remembered<Result>(study: (times: StageTimes) => Result): (times: StageTimes) => Result {
  const known = new WeakMap<StageTimes, { readonly result: Result }>();
  return (times) => {
    const found = known.get(times) ?? { result: study(times) };
    known.set(times, found);
    return found.result;
  };
}

/**
 * An order of four pieces in a full kitchen teaches something of one piece in an empty one, once both are set
 * beside what is usual for them. What is made one after the other varies by the root of its time.
 */
const studied = remembered((times): Studied<Pick<Situation, 'load' | 'pieces' | 'piecesAhead'>> => {
  const weights = recencyWeights(times.samples.length);
  const ahead = aheadBy(times.samples, times.piecesAhead);
  const cooked = times.samples.map(([hourOfWeek, load, pieces, seconds], place) => {
    const piecesAhead = times.piecesAhead?.[place] ?? null;
    return { hourOfWeek, load, pieces, seconds, ahead: ahead({ load, piecesAhead }) };
  });
  const usual = usualTime(cooked, weights);
  return {
    usual: (order) => usual(ahead(order), order.pieces),
    orders: besideUsual(cooked, weights, (order) => usual(order.ahead, order.pieces)),
  };
});

/** The same by what lies at each station; null while that is known of too few orders. */
const studiedAtStations = remembered(({ samples, stations }): Studied<DishesAsked> | null => {
  if (stations === undefined) return null;
  const all = recencyWeights(samples.length);
  const known = samples.flatMap(([hourOfWeek, load, , seconds], place) => {
    const pieces = stations.pieces[place] ?? null;
    return pieces === null ? [] : [{ hourOfWeek, load, pieces, seconds, weight: all[place] ?? 0 }];
  });
  if (known.length < fewestOrders) return null;
  const weights = known.map(({ weight }) => weight);
  const usual = usualTimeAtStations(known, weights);
  const apart: ReadonlySet<string> = new Set(stations.apart);
  return {
    usual: (dishes) => usual(atStations(dishes, apart)),
    orders: besideUsual(known, weights, ({ pieces }) => usual(pieces)),
  };
});

type Timed = Pick<Situation, 'hourOfWeek' | 'load'> & { readonly seconds: number };

function besideUsual<Order extends Timed>(
  cooked: readonly Order[],
  weights: readonly number[],
  usual: (order: Order) => number,
): readonly (Poolable & Weighted)[] {
  const orders = cooked.map((order, place) => {
    const { hourOfWeek, load, seconds } = order;
    const expected = usual(order);
    const value = (seconds - expected) / Math.sqrt(expected);
    return { hourOfWeek, load, weight: weights[place] ?? 0, value };
  });
  return orders.sort((one, other) => one.value - other.value);
}
