import type { NewItem, PlaceOrder, Reason } from '#libs/contracts';
import { happyPath } from '#libs/order-model';
import { Fulfilment, Status } from '#libs/status-machine';
import type { Random } from './random.ts';

/** One request to the API, as `POST /{id}/<verb>/` takes it. */
export interface Step {
  readonly verb: 'update-status' | 'recall' | 'delay' | 'cancel';
  readonly body: Readonly<Record<string, string | number>>;
}

export interface OrderPlan {
  readonly order: PlaceOrder;
  readonly steps: readonly Step[];
}

/** How often something does not go as it should, as shares of the orders or steps that it can happen to. */
const mishaps = {
  rejected: 0.03,
  cancelled: 0.05,
  recalled: 0.04,
  delayed: 0.1,
  notAtHome: 0.05,
  mistapped: 0.02,
  stepSkipped: 0.2,
};

export const move = (status: Status, reason?: Reason): Step => ({
  verb: 'update-status',
  body: { status, ...(reason === undefined ? {} : { reason }) },
});

const recall: Step = { verb: 'recall', body: { reason: 'mistake' } };
const rejection = move(Status.Rejected, 'too_busy');
const delays = [
  { minutes: 5, reason: 'busy' },
  { minutes: 10, reason: 'ingredient' },
  { minutes: 15, reason: 'staff' },
] as const;
const optional: readonly Status[] = [Status.Confirmed, Status.Preparing, Status.Cooking];

/** What one customer orders, and what then happens to the order, up to its end. */
export function planOrder(random: Random): OrderPlan {
  const fulfilment = random.pick([
    Fulfilment.Delivery,
    Fulfilment.Delivery,
    Fulfilment.Pickup,
    Fulfilment.DineIn,
  ]);
  const steps = random.chance(mishaps.rejected) ? [rejection] : walk(random, fulfilment);
  return { order: newOrder(random, fulfilment), steps };
}

function walk(random: Random, fulfilment: Fulfilment): Step[] {
  const path = happyPath(fulfilment)
    .slice(1)
    .filter((status) => !optional.includes(status) || !random.chance(mishaps.stepSkipped));
  if (!random.chance(mishaps.cancelled)) return path.flatMap((status) => episode(random, status));
  const begun = path.slice(0, 1 + Math.floor(random.next() * path.indexOf(Status.Ready)));
  return [
    ...begun.flatMap((status) => episode(random, status)),
    { verb: 'cancel', body: { reason: random.pick(['customer', 'sold_out', 'no_show']) } },
  ];
}

/** A step with what may go wrong around it. */
function episode(random: Random, status: Status): Step[] {
  const mistap =
    status === Status.Cooking && random.chance(mishaps.mistapped) ? [move(Status.Delivered)] : [];
  const late =
    status === Status.Cooking && random.chance(mishaps.delayed)
      ? [{ verb: 'delay', body: random.pick(delays) } as const]
      : [];
  const corrected = random.chance(mishaps.recalled) ? [recall, move(status)] : [];
  const secondTry =
    status === Status.OutForDelivery && random.chance(mishaps.notAtHome)
      ? [move(Status.DeliveryFailed, 'no_answer'), move(status)]
      : [];
  return [move(status), ...corrected, ...mistap, ...late, ...secondTry];
}

const dishes = [
  { name: 'Spicy Ramen', unit_price: 22_500 },
  { name: 'Chicken Adobo', unit_price: 18_500 },
  { name: 'Mango Shake', unit_price: 12_000 },
  { name: 'Halo-Halo', unit_price: 14_500 },
] as const;

function newOrder(random: Random, fulfilment: Fulfilment): PlaceOrder {
  const dish = (): NewItem => ({ ...random.pick(dishes), quantity: 1 + Math.floor(random.next() * 3) });
  const items = [dish(), ...(random.chance(0.5) ? [dish()] : [])];
  const place = {
    delivery: { address: '7 Ayala Avenue, Makati' },
    pickup: {},
    dine_in: { table: String(1 + Math.floor(random.next() * 30)) },
  }[fulfilment];
  return { fulfilment, items, ...place };
}
