import type { Fulfilment, Status } from '#libs/status-machine';
import { readyWindow } from './rule.ts';
import type { Situation } from './situation.ts';
import { endsOf, type Milestones, type Stage, stagesPromised } from './stage.ts';
import { learnedWindow, type StageTimes } from './stage-times.ts';
import { after, delayed, minute, type Window } from './window.ts';

/** What has been learned of one restaurant and kind of order. */
export type KitchenTimes = Readonly<Partial<Record<Stage, StageTimes>>>;

/** How a window came about. */
export const Basis = { Rule: 'rule', Learned: 'learned' } as const;
export type Basis = (typeof Basis)[keyof typeof Basis];

export interface EstimatedOrder {
  readonly fulfilment: Fulfilment;
  readonly status: Status;
  /** When it came to that status, in ms. */
  readonly at: number;
  readonly milestones: Milestones;
  readonly situation: Situation;
  /** The kitchen's work for it by the rule, delays included, in minutes. */
  readonly workMinutes: number;
  /** By how many minutes it was delayed; part of `workMinutes`. */
  readonly delayMinutes: number;
  /** How long the restaurant's drivers take, in minutes. */
  readonly deliveryMinutes: Minutes;
}

interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** What an order is told; null where there is nothing to wait for, or nothing is known. */
export interface OrderWindows {
  readonly ready: Window | null;
  readonly arrival: Window | null;
  /** `learned` where every window is. */
  readonly basis: Basis;
}

/**
 * When an order will be ready and, for a delivery, arrive: by what was learned and, where that is too little,
 * by the rule.
 */
export function estimateOrder(order: EstimatedOrder, times: KitchenTimes = {}): OrderWindows {
  const stages = stagesPromised(order.fulfilment, order.status);
  const byRule = ruleWindows(order, stages.arrival !== null);
  const ready = learnedAt(order, stages.ready, times);
  const arrival = learnedAt(order, stages.arrival, times);
  const isLearned =
    (stages.ready === null || ready !== null) && (stages.arrival === null || arrival !== null);
  return isLearned ? { ready, arrival, basis: Basis.Learned } : { ...byRule, basis: Basis.Rule };
}

/** Counted from the stage's own beginning. */
function learnedAt(order: EstimatedOrder, stage: Stage | null, times: KitchenTimes): Window | null {
  const known = stage === null ? undefined : times[stage];
  const began = stage === null ? undefined : order.milestones[endsOf(stage).from];
  const window = known && began !== undefined ? learnedWindow(known, order.situation) : null;
  return window && delayed(after(began ?? order.at, window), order.delayMinutes);
}

function ruleWindows(order: EstimatedOrder, arrives: boolean): Omit<OrderWindows, 'basis'> {
  const { status, at, workMinutes, deliveryMinutes } = order;
  const ready = readyWindow(status, at, workMinutes);
  if (!arrives) return { ready, arrival: null };
  const [from, to] = [ready?.from ?? at, ready?.to ?? at];
  const arrival = { from: from + deliveryMinutes.from * minute, to: to + deliveryMinutes.to * minute };
  return { ready, arrival };
}
