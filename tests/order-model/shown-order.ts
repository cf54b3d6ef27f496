import { type Order, type OrderChanged, orderChangedSchema, type Snapshot } from '#libs/contracts';
import type { TrackingLinks } from '../../apps/orders/src/identity/index.ts';
import { PresentOrder } from '../../apps/orders/src/ordering/order/reading/present-order.ts';
import { type Audience, snapshotOf } from '../../apps/orders/src/ordering/order/reading/snapshot.ts';
import { frameOfEvent } from '../../apps/tracking-gateway/src/event-feed/order-changed.ts';
import { type LivingOrder, recallWindowMs, staff } from './living-order.ts';

const links = { url: () => 'https://track.example/t#token' } as unknown as TrackingLinks;
const present = new PresentOrder(links, recallWindowMs, () => 0);

/** As it arrives after it has travelled. */
const travelled = <T>(sent: T): T => JSON.parse(JSON.stringify(sent)) as T;

/** What `orders` answers to one who asks for the snapshot. */
export const snapshotFor = ({ order }: LivingOrder, audience: Audience): Snapshot =>
  travelled(snapshotOf(order, audience));

/** What `orders` answers to a board that asks for the order. */
export const cardOf = ({ order }: LivingOrder): Order =>
  travelled(present.for(staff('manager'), order, { customer: { name: 'Ana' }, address: '7 Ayala Avenue' }));

/** What the gateway sends of the newest change. */
export const frameOf = ({ event }: LivingOrder): OrderChanged =>
  orderChangedSchema.strict().parse(travelled(frameOfEvent(event)));

/**
 * The staff's snapshot without what a frame cannot say of its newest change: who it was, the notes among
 * staff, and what the one who looks may do now.
 */
export function asFrameSays({ allowed: _, ...snapshot }: Snapshot): Snapshot {
  const { updated_by_id: __, internal_notes: ___, ...newest } = snapshot.status_history.at(-1)!;
  const status_history = [...snapshot.status_history.slice(0, -1), { ...newest, updated_by: newest.role }];
  return { ...snapshot, status_history };
}

/** The card likewise. @param before the card one version earlier */
export function asFrameSaysOnCard(
  { allowed: _, recallable: __, ...card }: Order,
  before: Order,
  { notes, role, changed = [] }: OrderChanged,
): Order {
  const latest_notes =
    notes === undefined ? before.latest_notes : { notes, internal_notes: '', updated_by: role };
  const { adjustments, total, table } = before;
  const unsaid = {
    ...(changed.includes('adjustments') && { adjustments }),
    ...(changed.includes('total') && { total }),
    ...(changed.includes('table') && { table }),
  };
  return travelled({ ...card, latest_notes, ...unsaid });
}
