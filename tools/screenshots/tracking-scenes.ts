import type { PlaceOrder } from '#libs/contracts';
import type { Step } from '../rush/order-plan.ts';
import type { Past } from './scene.ts';

/** One moment of an order, as its customer sees it. */
export interface TrackingScene extends Past {
  readonly name: string;
  /** What happens last, just now. */
  readonly then?: Step;
  /** What its page says. */
  readonly says: string | RegExp;
  /** What is wrong with the way to the server, once the page is open. */
  readonly network?: 'without sockets' | 'gone';
  readonly isLinkDead?: true;
  /** The name of its picture in the guides, where it has one of its own. */
  readonly picture?: string;
}

/** Few are written to, so that the mailbox can be taken in at a glance. */
const customer = { name: 'Ana Reyes', email: 'ana@example.com', phone: '+639171234567', locale: 'en' };
const items = [
  { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg in one of them' },
  { name: 'Mango Shake', quantity: 1, unit_price: 12_000 },
];
const pickup: PlaceOrder = { fulfilment: 'pickup', items };
const told: PlaceOrder = { ...pickup, customer };
const delivery: PlaceOrder = { fulfilment: 'delivery', items, address: '7 Ayala Avenue, Makati' };
const dineIn: PlaceOrder = { fulfilment: 'dine_in', items, table: '7' };

const cooking = [
  ['confirmed', 11],
  ['cooking', 5],
] as const;
const ready = [
  ['confirmed', 21],
  ['cooking', 15],
  ['ready', 2],
] as const;
const onItsWay = [
  ['confirmed', 31],
  ['cooking', 25],
  ['ready', 12],
  ['out_for_delivery', 6],
] as const;

/** Every state that a customer can meet, in the order in which an evening brings them. */
export const trackingScenes: readonly TrackingScene[] = [
  { name: 'pending', order: pickup, placed: 1, steps: [], says: /confirm it shortly/ },
  {
    name: 'cooking',
    order: pickup,
    placed: 12,
    steps: cooking,
    says: 'Your food is being cooked.',
    picture: 'tracking-phone',
  },
  {
    name: 'delayed',
    order: told,
    placed: 12,
    steps: cooking,
    then: { verb: 'delay', body: { minutes: 10, reason: 'ingredient' } },
    says: /^Running about/,
    picture: 'tracking-delayed',
  },
  {
    name: 'ready-pickup',
    order: pickup,
    placed: 22,
    steps: ready,
    says: /Come to the counter/,
    picture: 'tracking-ready',
  },
  { name: 'ready-dine-in', order: dineIn, placed: 22, steps: ready, says: /on its way to your table/ },
  {
    name: 'ready-delivery',
    order: delivery,
    placed: 22,
    steps: ready,
    says: 'Packed and waiting for the driver.',
  },
  {
    name: 'recalled',
    order: told,
    placed: 22,
    steps: ready,
    then: { verb: 'recall', body: { reason: 'mistake' } },
    says: /Not quite yet/,
    picture: 'tracking-recalled',
  },
  {
    name: 'out-for-delivery',
    order: delivery,
    placed: 32,
    steps: onItsWay,
    says: 'The driver is on the way to you.',
  },
  {
    name: 'delivery-failed',
    order: delivery,
    placed: 32,
    steps: [...onItsWay, ['delivery_failed', 1, { reason: 'no_answer' }]],
    says: /hand over your order/,
  },
  {
    name: 'completed',
    order: told,
    placed: 25,
    steps: [...ready, ['completed', 1]],
    says: /picked up your order\. Thank you/,
    picture: 'tracking-receipt',
  },
  {
    name: 'cancelled',
    order: pickup,
    placed: 6,
    steps: [['cancelled', 1, { reason: 'customer' }]],
    says: /was cancelled/,
  },
  {
    name: 'rejected',
    order: pickup,
    placed: 4,
    steps: [['rejected', 1, { reason: 'sold_out' }]],
    says: /take this order/,
  },
  {
    name: 'polling',
    order: pickup,
    placed: 12,
    steps: cooking,
    says: 'Every 10 s',
    network: 'without sockets',
  },
  { name: 'not-connected', order: pickup, placed: 12, steps: cooking, says: 'Last known', network: 'gone' },
  {
    name: 'link-ended',
    order: pickup,
    placed: 12,
    steps: cooking,
    says: 'This link no longer works',
    isLinkDead: true,
  },
];
