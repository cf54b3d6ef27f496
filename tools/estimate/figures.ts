import type { Stage } from '#libs/estimate';
import { withoutDishes } from './finished-order.ts';
import {
  bestRule,
  coverage,
  type Expects,
  fixedRule,
  fullest,
  itemsRule,
  lateness,
  meanWidth,
  ruleCoverage,
  widenedCoverage,
  widenedForFullest,
  widenedRule,
} from './measures.ts';
import { type Promised, replay } from './replay.ts';
import type { Change, Kitchen } from './simulation/kitchen.ts';
import { simulate } from './simulation/simulate.ts';

/** What came of the promises of one kitchen; shares from 0 to 1, widths in minutes. */
export interface Figures {
  readonly coverage: number;
  readonly late: number;
  readonly width: number;
  /** Of the fixed rule as it stands. */
  readonly ruleCoverage: number;
  readonly itemsCoverage: number;
  /** Of a rule that is widened until it holds as many. */
  readonly ruleWidth: number;
  readonly itemsWidth: number;
  /** And of the fixed rule with the base time that turned out best. */
  readonly bestRuleWidth: number;
  /** Of the quarter that found the kitchen fullest: what is held, and what the widened rule holds of them. */
  readonly fullCoverage: number;
  readonly fullRuleCoverage: number;
  /** Of the rule widened until it holds as many of that quarter. */
  readonly fullRuleWidth: number;
}

/** What comes before is no measure: too little is known yet. */
export const measuredFrom = 200;

/** @throws RangeError where there are too few orders to measure */
export function figuresOf(all: readonly Promised[]): Figures {
  const promised = all.slice(measuredFrom);
  const [first] = promised;
  if (first === undefined) throw new RangeError(`there are no more than ${String(measuredFrom)} orders`);
  const share = coverage(promised);
  const rule = fixedRule(first.order.baseMinutes);
  return {
    coverage: share,
    late: lateness(promised),
    width: meanWidth(promised),
    ruleCoverage: ruleCoverage(promised, rule),
    itemsCoverage: ruleCoverage(promised, itemsRule),
    ruleWidth: widenedRule(promised, rule, share),
    itemsWidth: widenedRule(promised, itemsRule, share),
    bestRuleWidth: bestRule(promised, share),
    ...whenFull(promised, rule, share),
  };
}

function whenFull(
  promised: readonly Promised[],
  rule: Expects,
  share: number,
): Pick<Figures, 'fullCoverage' | 'fullRuleCoverage' | 'fullRuleWidth'> {
  const full = fullest(promised);
  const held = coverage(full);
  return {
    fullCoverage: held,
    fullRuleCoverage: widenedCoverage(promised, { expects: rule, share, of: full }),
    fullRuleWidth: widenedForFullest(promised, rule, held),
  };
}

/** Between which orders after a change the promises are to be right again. */
const recovered = { from: 61, to: 260 };

/** The share of orders that came within their window once a kitchen had changed a while ago. */
export const coverageAfter = (promised: readonly Promised[], { order }: Pick<Change, 'order'>): number =>
  coverage(promised.slice(order - 1 + recovered.from - 1, order - 1 + recovered.to));

/** One simulation of a kitchen. */
export interface Run extends Figures {
  readonly kitchen: string;
  readonly seed: number;
  readonly afterChanges: readonly { readonly name: Change['name']; readonly coverage: number }[];
}

export function runKitchen(kitchen: Kitchen, options: RunOptions): Run {
  const { seed, stage, dishes = false, onProgress } = options;
  const orders = simulate(kitchen, options.orders, seed);
  const promised = replay(dishes ? orders : orders.map(withoutDishes), stage, onProgress);
  const afterChanges = kitchen.changes.map((change) => ({
    name: change.name,
    coverage: coverageAfter(promised, change),
  }));
  return { kitchen: kitchen.name, seed, ...figuresOf(promised), afterChanges };
}

export interface RunOptions {
  readonly orders: number;
  readonly seed: number;
  readonly stage: Stage;
  /** Whether it is known which dishes an order has; left out, it is not. */
  readonly dishes?: boolean;
  /** Hears of each order that is done. */
  readonly onProgress?: (() => void) | undefined;
}
