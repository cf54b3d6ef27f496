import { type DeliveryMinutes, minutesAhead, usualDeliveryMinutes } from '#libs/contracts';
import { Basis, minute, type OrderWindows } from '#libs/estimate';
import { invalidRequest } from '#libs/service-kit';
import { Fulfilment } from '#libs/status-machine';
import type { StoredOrder } from '../model/stored-order.ts';

type Scheduled = Pick<StoredOrder, 'fulfilment' | 'restaurant'>;

/** An order for later is promised within so many minutes before the time that it is wanted at. */
const promisedWithin = 10;
/** It goes to the kitchen so many minutes earlier than it has to. */
const spare = 5;

/** Who takes back what an order did by itself has at least so long before it does it again, in ms. */
export const afterRecall = 5 * minute;

/**
 * For when an order is wanted, in ms.
 * @param now our clock, in ms
 * @throws ProblemError 400 where that is too soon or too late
 */
export function wantedAt(sent: string, now: number): number {
  const at = Date.parse(sent);
  if (at >= now + minutesAhead.least * minute && at <= now + minutesAhead.most * minute) return at;
  throw invalidRequest([
    { path: ['scheduled_for'], message: 'must lie between 10 minutes and 60 days ahead' },
  ]);
}

/** Until the kitchen has it, an order for later is promised for when it is wanted. @param at in ms */
export function scheduledWindows(at: number, order: Scheduled): OrderWindows {
  const wanted = { from: at - promisedWithin * minute, to: at };
  const way = wayOf(order);
  return {
    ready: { from: wanted.from - way * minute, to: wanted.to - way * minute },
    arrival: order.fulfilment === Fulfilment.Delivery ? wanted : null,
    basis: Basis.Rule,
  };
}

/**
 * When an order for later becomes `pending` by itself, in ms: so early that the kitchen has time for it, and
 * a little.
 * @param readyBy what it is promised to be ready by, in ms
 * @param workMinutes what the kitchen needs
 */
export const releaseAt = (readyBy: number, workMinutes: number): number =>
  readyBy - (workMinutes + spare) * minute;

/** In minutes: as long as it may take, since nobody is to wait for it. */
const wayOf = ({ fulfilment, restaurant }: Scheduled): number =>
  fulfilment === Fulfilment.Delivery ? deliveryMinutesOf(restaurant).to : 0;

/** How long the restaurant's drivers take: what it has said, or what is usual. */
export const deliveryMinutesOf = ({
  deliveryMinutes,
}: Pick<StoredOrder['restaurant'], 'deliveryMinutes'>): DeliveryMinutes =>
  deliveryMinutes ?? usualDeliveryMinutes;
