import type { Estimate, RecordedEvent } from '#libs/contracts';
import { LivedOrder } from '../insights/lived-order.ts';

const minute = 60_000;

/** Whose clock is Berlin's: an hour ahead of UTC in March, and two from the 29th on. */
export const timezone = 'Europe/Berlin';

/** A window from so many minutes after the placing until so many. */
interface Promised {
  readonly ready?: readonly [number, number];
  readonly arrives?: readonly [number, number];
  readonly basis?: 'rule' | 'learned';
}

const promising = (placed: string, { ready = [5, 10], arrives, basis = 'rule' }: Promised): Estimate => {
  const at = (minutes: number): string => new Date(Date.parse(placed) + minutes * minute).toISOString();
  return {
    ready_from: at(ready[0]),
    ready_to: at(ready[1]),
    ...(arrives === undefined ? {} : { arrives_from: at(arrives[0]), arrives_to: at(arrives[1]) }),
    basis,
  };
};

/** What was promised at the placing. */
export const promised = (
  { events }: LivedOrder,
  placed: string,
  promise: Promised,
): readonly RecordedEvent[] =>
  events.map((event) => (event.version === 1 ? { ...event, estimate: promising(placed, promise) } : event));

/**
 * Eight orders that came on Tuesday, March 24th, and two on the day after; which figures they come to is
 * counted by hand in the spec.
 */
export function countedHistory(restaurantId: string) {
  const order = (fulfilment: LivedOrder['fulfilment'], placed: string, first?: 'scheduled') =>
    new LivedOrder(restaurantId, fulfilment, Date.parse(placed), first);
  // 19:00: had it after 35 minutes, on time.
  const kept = order('delivery', '2026-03-24T18:00:00Z').after(2).move('confirmed').after(12).move('ready');
  kept.after(6).move('out_for_delivery').after(15).move('delivered').after(30).move('completed');
  // 19:30: had it after 50 minutes, ten too late; a delay takes back nothing of what was promised first.
  const late = order('delivery', '2026-03-24T18:30:00Z').after(4).move('confirmed').delay(10).delay(5);
  late.after(16).move('ready').after(2).move('out_for_delivery').after(28).move('delivered');
  // 12:00: ready after 11 minutes, one before it was promised.
  const early = order('pickup', '2026-03-24T11:00:00Z').after(1).move('confirmed').after(10).move('ready');
  early.after(5).move('completed');
  const cancelled = order('pickup', '2026-03-24T11:10:00Z').after(3).move('confirmed').after(4);
  cancelled.move('cancelled', { reason: 'sold_out' });
  const rejected = order('pickup', '2026-03-24T11:20:00Z').after(5).move('rejected', { reason: 'too_busy' });
  // Accepted by mistake after 6 minutes; that was recalled, and does not count.
  const recalled = order('dine_in', '2026-03-24T11:30:00Z').after(6).move('confirmed').after(1).recall();
  recalled.after(3).move('confirmed').after(20).move('ready').after(2).move('served');
  // 23:50, and ready on the day after.
  const overMidnight = order('pickup', '2026-03-24T22:50:00Z')
    .after(5)
    .move('confirmed')
    .after(20)
    .move('ready');
  overMidnight.after(5).move('completed');
  const open = order('pickup', '2026-03-24T22:55:00Z');

  // Ordered on Tuesday for Wednesday, 12:30; it came at 12:00.
  const scheduled = order('pickup', '2026-03-24T20:00:00Z', 'scheduled')
    .after(15 * 60)
    .move('pending');
  scheduled.after(2).move('confirmed').after(10).move('ready').after(8).move('completed');
  const failed = order('delivery', '2026-03-25T18:00:00Z').after(1).move('confirmed').after(9).move('ready');
  failed.after(5).move('out_for_delivery').after(10).move('delivery_failed', { reason: 'no_answer' });
  failed.after(5).move('out_for_delivery').after(10).move('delivered');

  return {
    kept,
    late,
    events: [
      ...promised(kept, '2026-03-24T18:00:00Z', { arrives: [30, 40], basis: 'learned' }),
      ...promised(late, '2026-03-24T18:30:00Z', { arrives: [30, 40] }),
      ...promised(early, '2026-03-24T11:00:00Z', { ready: [12, 20] }),
      ...[cancelled, rejected].flatMap(({ events }) => events),
      ...promised(recalled, '2026-03-24T11:30:00Z', { ready: [20, 35] }),
      ...[overMidnight, open, scheduled, failed].flatMap(({ events }) => events),
    ],
  };
}
