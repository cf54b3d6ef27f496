import { v7 as newId } from 'uuid';
import type { Account, Adjustment, Contact, Payment, PlaceOrder, Warning } from '#libs/contracts';
import { countryOf } from '#libs/contacts';
import { isKnownCurrency } from '#libs/money';
import { itemAmount, piecesOf, sumOf } from '#libs/order-model';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { paceAt, type RestaurantRow } from '../../restaurants/index.ts';
import { workMinutes } from '#libs/estimate';
import type { OrderRow } from '../order/model/order-row.ts';
import { wantedAt } from '../order/writing/schedule.ts';
import { type ReadContact, readContact } from '../order/writing/written-contact.ts';
import type { SentOrder } from './sent-order.decorator.ts';

const placers: readonly Role[] = [Role.Admin, Role.Manager, Role.Cashier, Role.Device, Role.Customer];

/**
 * The restaurant at which the caller places an order: staff and devices at their own.
 * @throws ProblemError 403 for a role that places none, 400 where a customer does not say where
 */
export function restaurantFor(body: PlaceOrder, caller: Account): string {
  if (!placers.includes(caller.role))
    throw new ProblemError('forbidden', `The role "${caller.role}" does not place orders.`);
  const restaurantId =
    caller.kind === 'customer' ? (body.restaurant_id ?? caller.restaurant_id) : caller.restaurant_id;
  if (restaurantId === null)
    throw invalidRequest([{ path: ['restaurant_id'], message: 'say at which restaurant' }]);
  return restaurantId;
}

/** Of an order what is known before it has a number and a history. */
type Placing = Omit<
  OrderRow,
  | 'orderNumber'
  | 'status'
  | 'version'
  | 'workflowVersion'
  | 'readyFrom'
  | 'readyTo'
  | 'updatedAt'
  | 'endedAt'
  | 'customerEndedAt'
  | 'headHash'
  | 'linkGeneration'
>;

/** An order that is about to be placed; times in ms, money in minor units. */
export interface NewOrder extends Placing {
  readonly contact: Contact | null;
  readonly address: string | null;
  /** Whether either of them is there. */
  readonly hasContact: boolean;
  /** When it is written down, by our clock. */
  readonly recordedAt: number;
}

export interface ReadOrder {
  readonly order: NewOrder;
  readonly warnings: readonly Warning[];
}

/** An order may be told this late, in ms: one that was taken without a network. */
const latest = 24 * 60 * 60_000;

/**
 * The order that a request asks for.
 * @param now our clock, in ms
 * @throws ProblemError 400 where it was to be taken strictly and would not be taken as it came
 */
export function readNewOrder(
  restaurant: RestaurantRow,
  body: PlaceOrder,
  { strict, unknown }: SentOrder,
  caller: Account,
  now: number,
): ReadOrder {
  const currency = body.currency ?? body.total?.currency ?? restaurant.currency;
  judgeCurrency(body);
  const { contact, warnings: ofContact } = contactIn(body, restaurant);
  const { placedAt, warnings: ofTime } = believedTime(body.placed_at, now);
  const { payment, warnings: ofPayment } = saidPayment(body.payment, caller);
  const warnings = [...unknown, ...ofContact, ...ofTime, ...ofPayment, ...digitsWarning(currency)];
  if (strict && warnings.length > 0)
    throw invalidRequest(warnings.map(({ path, message }) => ({ path: [path], message })));
  const { items, adjustments = [], total } = body;
  const sum = exactSum(items, adjustments);
  const scheduledFor = body.scheduled_for === undefined ? null : wantedAt(body.scheduled_for, now);
  const extraMinutes = scheduledFor === null ? busyMinutes(restaurant, now) : 0;
  const order = {
    orderId: newId(),
    restaurantId: restaurant.restaurantId,
    fulfilment: body.fulfilment,
    customerId: caller.kind === 'customer' ? caller.id : null,
    externalId: body.external_id ?? null,
    displayNumber: body.display_number ?? null,
    items,
    adjustments,
    totalAmount: total?.amount ?? sum,
    totalGiven: total !== undefined,
    currency,
    payment,
    table: body.table ?? null,
    notes: body.notes ?? null,
    workMinutes:
      workMinutes(
        restaurant.basePreparationMinutes,
        items.reduce((sum, item) => sum + piecesOf(item), 0),
      ) + extraMinutes,
    scheduledFor,
    extraMinutes,
    kitchenLoad: 0,
    piecesAhead: null,
    placedAt,
    contact: Object.keys(contact).length === 0 ? null : contact,
    address: body.address ?? null,
    hasContact: Object.keys(contact).length > 0 || (body.address ?? null) !== null,
    recordedAt: now,
  };
  return { order, warnings };
}

/** What a busy kitchen adds to each new estimate, in minutes: to none for later, when it will not be. */
const busyMinutes = ({ pace }: RestaurantRow, now: number): number => paceAt(pace, now).extra_minutes ?? 0;

/** The country is looked up where there is a number to read by it. */
const contactIn = ({ customer }: PlaceOrder, restaurant: RestaurantRow): ReadContact =>
  readContact(customer ?? {}, customer?.phone ? countryOf(restaurant) : null);

function believedTime(
  sent: string | undefined,
  now: number,
): { readonly placedAt: number; readonly warnings: readonly Warning[] } {
  const told = sent === undefined ? now : Date.parse(sent);
  const placedAt = Math.max(now - latest, Math.min(told, now));
  const isTooOld = told < placedAt;
  const message = 'lies more than 24 hours back, and was moved to there';
  return {
    placedAt,
    warnings: isTooOld ? [{ path: 'placed_at', code: 'placed_at_moved', message }] : [],
  };
}

function digitsWarning(currency: string): readonly Warning[] {
  if (isKnownCurrency(currency)) return [];
  const message = 'has no minor unit in ISO 4217: two decimals are assumed';
  return [{ path: 'currency', code: 'unknown_currency_digits', message }];
}

/** @throws ProblemError 400 where a number no longer holds a line, or all of them, exactly */
function exactSum(items: PlaceOrder['items'], adjustments: readonly Adjustment[]): number {
  const sum = sumOf(items, adjustments);
  if ([...items.map(itemAmount), sum].every(Number.isSafeInteger)) return sum;
  throw invalidRequest([{ path: ['items'], message: 'cost more than can be reckoned with' }]);
}

/** @throws ProblemError 400 where two currencies are named */
function judgeCurrency({ currency, total }: PlaceOrder): void {
  if (currency !== undefined && total?.currency !== undefined && currency !== total.currency)
    throw invalidRequest([{ path: ['total', 'currency'], message: `is not the order's, ${currency}` }]);
}

/** Whether an order is paid is for the restaurant and its systems to say, and not for who is to pay. */
function saidPayment(
  said: Payment | undefined,
  { kind }: Account,
): { readonly payment: Payment; readonly warnings: readonly Warning[] } {
  const payment = said ?? ({ status: 'unpaid' } as const);
  if (kind !== 'customer' || payment.status === 'unpaid') return { payment, warnings: [] };
  const message = 'is for the restaurant to say, and was left out';
  return {
    payment: { ...payment, status: 'unpaid' },
    warnings: [{ path: 'payment.status', code: 'not_yours_to_say', message }],
  };
}
