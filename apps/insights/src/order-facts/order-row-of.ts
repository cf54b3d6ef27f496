import { isCalledOff, isEnded, standingChanges } from '#libs/order-model';
import { milestonesOf } from '#libs/estimate';
import { Status } from '#libs/status-machine';
import type { KeptEvent } from './kept-event.ts';
import type { OrderRow } from './order-row.ts';
import { stageOutcomes } from './stage-outcomes.ts';

/**
 * What an order's events come to: always from all of them, so that a recall unrolls by itself, and neither
 * repeats nor disorder do harm.
 * @param events of one order, by their versions; some may not have been heard yet
 * @returns null while the placing is not known: nothing can be measured from it
 */
export function orderRowOf(events: readonly KeptEvent[]): OrderRow | null {
  const [placing] = events;
  const newest = events.at(-1);
  if (placing === undefined || newest === undefined || placing.version !== 1) return null;
  const standing = standingChanges(events);
  return {
    order_id: placing.orderId,
    restaurant_id: placing.restaurantId,
    fulfilment: placing.fulfilment,
    version: newest.version,
    status: standing.at(-1)?.status ?? placing.status,
    pieces: Math.max(1, placing.pieces ?? 1),
    scheduled_for: timeOf(newest.scheduledFor),
    placed_at: new Date(placing.at).toISOString(),
    delay_minutes: events.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    ...wayOf(standing),
    ...firstPromise(events),
    stages: stageOutcomes(standing),
  };
}

type Way = Pick<OrderRow, 'came_at' | 'accepted_at' | 'cooking_at' | 'ready_at' | 'handed_over_at'> &
  Pick<OrderRow, 'arrived_at' | 'left_at' | 'ended_at' | 'ended_as' | 'ended_reason'>;

function wayOf(standing: readonly KeptEvent[]): Way {
  const fulfilment = standing[0]?.fulfilment ?? 'pickup';
  const milestones = milestonesOf(fulfilment, standing);
  const end = standing.find(({ status }) => isEnded(status));
  const last = standing.at(-1);
  const isOver = end !== undefined && last !== undefined;
  return {
    came_at: timeOf(milestones.placed),
    accepted_at: timeOf(milestones.accepted),
    cooking_at: timeOf(milestones.cooking),
    ready_at: timeOf(milestones.ready),
    handed_over_at: timeOf(milestones.handed_over),
    arrived_at: timeOf(milestones.arrived),
    left_at: timeOf(milestones.ready ?? end?.at),
    ended_at: timeOf(end?.at),
    ended_as: isOver ? last.status : null,
    ended_reason: isOver && isCalledOff(last.status) ? last.reason : null,
  };
}

type Promised = Pick<OrderRow, 'promised_ready_from' | 'promised_ready_to' | 'promised_basis'> &
  Pick<OrderRow, 'promised_arrival_from' | 'promised_arrival_to'>;

/** What its customer was told first, once the restaurant had it: what is said of one for later is a wish. */
function firstPromise(events: readonly KeptEvent[]): Promised {
  const told = events.find(({ status, estimate }) => isInTheHouse(status) && estimate !== null);
  const { ready_from, ready_to, arrives_from, arrives_to, basis } = told?.estimate ?? {};
  return {
    promised_ready_from: ready_from ?? null,
    promised_ready_to: ready_to ?? null,
    promised_arrival_from: arrives_from ?? null,
    promised_arrival_to: arrives_to ?? null,
    promised_basis: told === undefined ? null : (basis ?? 'rule'),
  };
}

/** One for later that is called off before it comes was promised nothing. */
const isInTheHouse = (status: Status): boolean => status !== Status.Scheduled && !isCalledOff(status);

const timeOf = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : new Date(ms).toISOString();
