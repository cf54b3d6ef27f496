import {
  Basis,
  delayed,
  estimateOrder,
  hourOfWeek,
  type KitchenTimes,
  milestonesOf,
  minute,
  type OrderWindows,
  type Window,
} from '#libs/estimate';
import { piecesOf, standingChanges } from '#libs/order-model';
import { ChangeType, Status } from '#libs/status-machine';
import type { StoredOrder } from '../model/stored-order.ts';
import type { OrderChange } from './order-change.ts';
import { afterRecall, deliveryMinutesOf, scheduledWindows } from './schedule.ts';

/** What an order is promised as of one version, and until when somebody has to accept it. Times in ms. */
export interface OrderPromise extends OrderWindows {
  readonly acceptBy: number | null;
}

/** What of an order a promise is made of: all of it before the change, whose history is empty at first. */
export type PromisedOrder = Pick<
  StoredOrder,
  | 'fulfilment'
  | 'items'
  | 'restaurant'
  | 'scheduledFor'
  | 'placedAt'
  | 'kitchenLoad'
  | 'piecesAhead'
  | 'extraMinutes'
  | 'history'
>;

/**
 * What an order is promised once it is changed so. A delay moves what was promised, and an amendment leaves
 * it, save of an order for later that is wanted at another time; one that is taken back from the kitchen has
 * its time again. All else is estimated anew.
 * @param recordedAt our clock, in ms
 * @param times what was learned of how long such orders take
 */
export function promiseAfter(
  order: PromisedOrder,
  change: OrderChange,
  recordedAt: number,
  times: KitchenTimes,
): OrderPromise {
  const before = standingPromise(order);
  if (change.type === ChangeType.Delayed) return movedBy(before, change.minutes ?? 0);
  const wanted = newlyWanted(order, change);
  if (wanted !== null) return { ...scheduledWindows(wanted, order), acceptBy: null };
  if (change.type === ChangeType.Amended) return before;
  const least = promisedForLater(order, change);
  if (change.status === Status.Scheduled) return { ...least, basis: Basis.Rule, acceptBy: null };
  const windows = notBefore(least, estimated(order, change, times));
  return { ...windows, acceptBy: acceptBy(order, change, recordedAt) };
}

/** For when an order for later is wanted, where that is said only now, in ms. */
function newlyWanted({ scheduledFor }: PromisedOrder, { type, status, amended }: OrderChange): number | null {
  if (type === ChangeType.Placed && status === Status.Scheduled) return scheduledFor;
  return amended?.amendment.changed.includes('scheduled_for') === true
    ? (amended.content.scheduledFor ?? null)
    : null;
}

/** What the newest of the order's changes has promised. */
export function standingPromise({ history }: Pick<StoredOrder, 'history'>): OrderPromise {
  const newest = history.at(-1);
  const window = (from: number | null = null, to: number | null = null) =>
    from === null || to === null ? null : { from, to };
  return {
    ready: window(newest?.readyFrom, newest?.readyTo),
    arrival: window(newest?.arrivesFrom, newest?.arrivesTo),
    basis: newest?.basis ?? Basis.Rule,
    acceptBy: newest?.acceptBy ?? null,
  };
}

const movedBy = <Promised extends Windows>(promise: Promised, minutes: number): Promised => ({
  ...promise,
  ready: delayed(promise.ready, minutes),
  arrival: delayed(promise.arrival, minutes),
});

type Windows = Pick<OrderWindows, 'ready' | 'arrival'>;

/**
 * What an order for later was promised before the kitchen had it, later by what it was delayed since: food
 * that is begun early is not wanted early. Once a driver is on the way, they are where they are.
 */
function promisedForLater({ history }: PromisedOrder, { status }: OrderChange): Windows {
  const last = lastScheduled(history);
  if (last < 0 || status === Status.OutForDelivery) return { ready: null, arrival: null };
  const { ready, arrival } = standingPromise({ history: history.slice(0, last + 1) });
  return movedBy({ ready, arrival }, delayInKitchen(history));
}

const lastScheduled = (history: StoredOrder['history']): number =>
  history.findLastIndex((entry) => entry.status === Status.Scheduled);

/** Windows that begin and end no earlier than others, where there are any. */
const notBefore = (least: Windows, windows: OrderWindows): OrderWindows => ({
  ...windows,
  ready: later(least.ready, windows.ready),
  arrival: later(least.arrival, windows.arrival),
});

const later = (least: Window | null, window: Window | null): Window | null =>
  least && window ? { from: Math.max(least.from, window.from), to: Math.max(least.to, window.to) } : window;

/**
 * By how much an order was delayed since the kitchen has it, in minutes. What it was delayed before that has
 * brought it to the kitchen later.
 */
export const delayInKitchen = (history: StoredOrder['history']): number =>
  history.slice(lastScheduled(history) + 1).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

/**
 * A busy kitchen's first promise is so many minutes later than it would be. Afterwards they are part of its
 * work, and count for as much as is still ahead.
 */
function estimated(order: PromisedOrder, change: OrderChange, times: KitchenTimes): OrderWindows {
  const known = estimatedOrder(order, change, times);
  if (change.type !== ChangeType.Placed) return estimateOrder(known, times);
  const { extraMinutes } = order;
  const unhurried = { ...known, workMinutes: known.workMinutes - extraMinutes, delayMinutes: 0 };
  return movedBy(estimateOrder(unhurried, times), extraMinutes);
}

function estimatedOrder(
  order: PromisedOrder,
  change: OrderChange,
  times: KitchenTimes,
): Parameters<typeof estimateOrder>[0] {
  const { fulfilment, restaurant, extraMinutes, history } = order;
  const { status, occurredAt, workMinutes } = change;
  return {
    fulfilment,
    status,
    at: occurredAt,
    ...(Object.keys(times).length === 0 ? nothingLearned : learnedBy(order, change)),
    workMinutes,
    delayMinutes: extraMinutes + delayInKitchen(history),
    deliveryMinutes: deliveryMinutesOf(restaurant),
  };
}

type Lived = Pick<Parameters<typeof estimateOrder>[0], 'milestones' | 'situation'>;

/** The rule asks for neither, and every change is promised something. */
const nothingLearned: Lived = { milestones: {}, situation: { hourOfWeek: 0, load: 0, pieces: 1 } };

/** How far the order has come, and in which situation it came. */
function learnedBy(
  { fulfilment, restaurant, placedAt, kitchenLoad, piecesAhead, history, items }: PromisedOrder,
  { type, status, corrects, occurredAt }: OrderChange,
): Lived {
  const version = history.length + 1;
  const standing = standingChanges([...history, { version, type, status, corrects, occurredAt }]);
  const milestones = milestonesOf(
    fulfilment,
    standing.map((each) => ({ status: each.status, at: each.occurredAt })),
  );
  return {
    milestones,
    situation: {
      hourOfWeek: hourOfWeek(milestones.placed ?? placedAt, restaurant.timezone),
      load: kitchenLoad,
      piecesAhead,
      pieces: items.reduce((sum, item) => sum + piecesOf(item), 0),
    },
  };
}

function acceptBy(
  { restaurant: { policies } }: PromisedOrder,
  { type, status }: OrderChange,
  recordedAt: number,
): number | null {
  const seconds = policies.accept_within_seconds ?? null;
  if (status !== Status.Pending || seconds === null) return null;
  const given = seconds * (minute / 60);
  return recordedAt + (type === ChangeType.Recalled ? Math.max(given, afterRecall) : given);
}
