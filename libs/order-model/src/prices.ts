import type { Adjustment, Item, NewItem, Payment } from '#libs/contracts';
import type { Status } from '#libs/status-machine';
import { isCalledOff } from './final-statuses.ts';

type Priced = Pick<NewItem, 'quantity' | 'unit_price'> & {
  readonly modifiers?:
    readonly { readonly quantity?: number | undefined; readonly unit_price: number }[] | undefined;
};

/** Quantities have three decimals at most. */
const thousandths = (quantity: number): bigint => BigInt(Math.round(quantity * 1_000));

/** What one piece costs with its modifiers, in thousandths of the minor unit. */
const pieceInThousandths = ({ unit_price, modifiers = [] }: Priced): bigint =>
  modifiers.reduce(
    (sum, modifier) => sum + thousandths(modifier.quantity ?? 1) * BigInt(modifier.unit_price),
    1_000n * BigInt(unit_price),
  );

/** What an item costs: its quantity times its price with the modifiers, half up, in minor units. */
export function itemAmount(item: Priced): number {
  const millionths = thousandths(item.quantity) * pieceInThousandths(item);
  return Number((millionths + 500_000n) / 1_000_000n);
}

/** Items and adjustments together, never below nothing, in minor units. */
export function sumOf(items: readonly Priced[], adjustments: readonly Pick<Adjustment, 'amount'>[]): number {
  const amounts = [...items.map(itemAmount), ...adjustments.map(({ amount }) => amount)];
  return Math.max(
    0,
    amounts.reduce((sum, amount) => sum + amount, 0),
  );
}

type Amount = Pick<Adjustment, 'amount'>;

/**
 * Whether an order has prices to show: a restaurant may leave them all to its till. What is given away has
 * prices, though its total has come to nothing.
 */
export const isPriced = (order: {
  readonly items: readonly Amount[];
  readonly adjustments: readonly Amount[];
  readonly total: Amount;
}): boolean =>
  [order.total, ...order.items].some(({ amount }) => amount > 0) ||
  order.adjustments.some(({ amount }) => amount !== 0);

/**
 * Whether there is anything to say of the money: nobody has to pay for what was called off, nor where there
 * is nothing to pay.
 * @param order `status` is null where it is not known yet
 */
export const isPaymentSaid = (order: {
  readonly payment: Pick<Payment, 'status'>;
  readonly total: Amount;
  readonly status: Status | null;
}): boolean =>
  order.payment.status !== 'unpaid' ||
  (order.total.amount > 0 && (order.status === null || !isCalledOff(order.status)));

/** The lines of an order as they are shown: numbered, priced, and how far the kitchen is with each. */
export const linesOf = (
  items: readonly (NewItem & { readonly state?: Item['state'] | undefined })[],
): Item[] =>
  items.map(({ state = 'waiting', ...item }, index) => ({
    line: index + 1,
    ...item,
    amount: itemAmount(item),
    state,
  }));

/** What is counted on a counter: a weight is one piece. */
export const piecesOf = ({ quantity }: Pick<Item, 'quantity'>): number =>
  Number.isInteger(quantity) ? quantity : 1;

type Counted = Pick<Item, 'quantity'> & { readonly state?: Item['state'] | undefined };
const total = (items: readonly Counted[]): number => items.reduce((sum, item) => sum + piecesOf(item), 0);

/** How many pieces are made, of how many that are made at all. */
export const madeOf = (
  items: readonly Counted[],
): { readonly items_done: number; readonly items_total: number } => ({
  items_done: total(items.filter(({ state }) => state === 'done' || state === 'served')),
  items_total: total(items.filter(({ state }) => state !== 'unavailable')),
});
