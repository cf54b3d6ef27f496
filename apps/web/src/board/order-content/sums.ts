import type { Adjustment, Order } from '#libs/contracts';
import { paymentWords } from '../../ui/order-words/payments.ts';
import { moneyText } from './amount-texts.ts';

const kinds: Readonly<Record<Adjustment['kind'], string>> = {
  discount: 'Discount',
  delivery: 'Delivery',
  service: 'Service',
  packaging: 'Packaging',
  tax: 'Tax',
  tip: 'Tip',
  other: 'Other',
};

/** In the till's words where it has some. */
export const adjustmentName = ({ kind, label }: Adjustment): string => label ?? kinds[kind];

export const totalText = ({ total }: Order): string => moneyText(total.amount, total.currency);

/** Whether someone has to take money for it: nobody does for what was never made. */
export const isOwed = ({ payment, status }: Order): boolean =>
  payment.status === 'unpaid' && status !== 'cancelled' && status !== 'rejected';

/** How it stands with the payment. */
export const paymentText = (order: Order): string =>
  order.payment.status === 'unpaid' && !isOwed(order) ? 'Not paid' : paymentWords(order.payment);

/** Whether there is anything to be said about money: some tills send none. */
export const hasSums = ({ total, adjustments, items, payment }: Order): boolean =>
  total.amount > 0 ||
  adjustments.length > 0 ||
  payment.status !== 'unpaid' ||
  items.some(({ amount }) => amount > 0);
