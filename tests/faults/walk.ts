import type { Snapshot } from '#libs/contracts';
import { isFinal, standingChanges } from '#libs/order-model';
import { Status } from '#libs/status-machine';
import type { Seeded } from './seeded.ts';

/** One thing that a till asks for. */
export interface Act {
  readonly verb: 'update-status' | 'recall' | 'delay' | 'cancel';
  readonly body: object;
}

const needReason: ReadonlySet<Status> = new Set([Status.Cancelled, Status.Rejected, Status.DeliveryFailed]);
/** Where an order is left at the end of its day: everybody is told of these, and nothing follows. */
const lastWords: readonly Status[] = [Status.Delivered, Status.Served, Status.Completed, Status.Cancelled];
const inTheKitchen: ReadonlySet<Status> = new Set([
  Status.Pending,
  Status.Confirmed,
  Status.Preparing,
  Status.Cooking,
]);

const recall: Act = { verb: 'recall', body: { reason: 'mistake' } };
const delay: Act = { verb: 'delay', body: { minutes: 5, reason: 'busy' } };
const moveTo = (status: Status): Act => ({
  verb: 'update-status',
  body: needReason.has(status) ? { status, reason: 'other' } : { status },
});

/** A restless day: forward, back by recalls, late, and seldom at an end. */
export function nextAct({ status, status_history: history, allowed = [] }: Snapshot, random: Seeded): Act {
  const canRecall = standingChanges(history).length > 1;
  if (inTheKitchen.has(status) && random.chance(0.08)) return delay;
  if (allowed.length === 0 || (canRecall && random.chance(0.25))) return recall;
  const onward = allowed.filter((to) => !isFinal(to));
  return moveTo(random.pick(onward.length > 0 && random.chance(0.95) ? onward : allowed));
}

/** The next step towards last words, or null where they are spoken. */
export function finishingAct({
  fulfilment,
  status,
  status_history: history,
  allowed = [],
}: Snapshot): Act | null {
  const wanted = lastWords.filter((word) => word !== Status.Completed || fulfilment === 'pickup');
  if (wanted.includes(status) && history.at(-1)?.type === 'status_changed') return null;
  const next = wanted.find((word) => allowed.includes(word));
  return next === undefined ? recall : moveTo(next);
}
