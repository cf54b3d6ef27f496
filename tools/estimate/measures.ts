import { minute, workMinutes } from '#libs/estimate';
import type { FinishedOrder } from './finished-order.ts';
import type { Promised } from './replay.ts';

/** The share of orders that came within their window; NaN of none. */
export const coverage = (promised: readonly Promised[]): number =>
  promised.filter(({ took, window }) => took >= window.from && took <= window.to).length / promised.length;

/** The share of orders that came later than their window. */
export const lateness = (promised: readonly Promised[]): number =>
  promised.filter(({ took, window }) => took > window.to).length / promised.length;

/** In minutes. */
export const meanWidth = (promised: readonly Promised[]): number =>
  mean(promised.map(({ window: { from, to } }) => (to - from) / minute));

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How many minutes a rule expects an order to take. */
export type Expects = (order: FinishedOrder) => number;

/** The rule of docs/estimate.md, with a base time. */
export const fixedRule =
  (baseMinutes: number): Expects =>
  ({ pieces }) =>
    workMinutes(baseMinutes, pieces);

/** What a restaurant without any setting is often given: 15 minutes for two items, at most twice that. */
export const itemsRule: Expects = ({ pieces }) => 15 * Math.min(2, pieces / 2);

/** What share of orders a rule holds, from 80 % to 120 % of what it expects. */
export const ruleCoverage = (promised: readonly Promised[], expects: Expects): number =>
  promised.filter((each) => offBy(each, expects) <= 0.2).length / promised.length;

/**
 * The mean width in minutes that a rule needs to hold a share of these orders: its window goes from so much
 * less to so much more than it expects, in proportion, and never begins before the order does. How much is
 * known by hindsight, which favours the rule.
 */
export function widenedRule(promised: readonly Promised[], expects: Expects, share: number): number {
  const needed = neededFor(promised, expects, share);
  return mean(promised.map(({ order }) => expects(order) * (needed + Math.min(1, needed))));
}

/** By what share of what it expects a rule has to be wrong at most, to hold a share of these orders. */
function neededFor(promised: readonly Promised[], expects: Expects, share: number): number {
  const off = promised.map((each) => offBy(each, expects)).sort((one, other) => one - other);
  return off[Math.max(0, Math.ceil(share * off.length) - 1)] ?? NaN;
}

/** What a rule that is widened to hold a share of all these orders holds of some of them. */
export function widenedCoverage(
  promised: readonly Promised[],
  {
    expects,
    share,
    of,
  }: { readonly expects: Expects; readonly share: number; readonly of: readonly Promised[] },
): number {
  const needed = neededFor(promised, expects, share);
  return of.filter((each) => offBy(each, expects) <= needed).length / of.length;
}

/** The mean width that a rule needs to hold a share of the orders that find the kitchen full. */
export function widenedForFullest(promised: readonly Promised[], expects: Expects, share: number): number {
  const needed = neededFor(fullest(promised), expects, share);
  return mean(promised.map(({ order }) => expects(order) * (needed + Math.min(1, needed))));
}

/** The quarter of orders that found the kitchen fullest. */
export function fullest(promised: readonly Promised[]): Promised[] {
  const byLoad = promised.toSorted((one, other) => other.order.load - one.order.load);
  return byLoad.slice(0, Math.ceil(promised.length / 4));
}

const offBy = ({ order, took }: Promised, expects: Expects): number =>
  Math.abs(took / minute / expects(order) - 1);

const baseTimes = Array.from({ length: 90 }, (_, place) => place + 1);

/**
 * The same with the base time, of all whole minutes up to 90, that turns out to be the best: nobody has it.
 */
export const bestRule = (promised: readonly Promised[], share: number): number =>
  Math.min(...baseTimes.map((base) => widenedRule(promised, fixedRule(base), share)));
