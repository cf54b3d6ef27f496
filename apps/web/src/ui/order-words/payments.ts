import type { AmendedPart, HistoryRecord, Order } from '#libs/contracts';

type Payment = Order['payment'];

const methods = { cash: 'by cash', card: 'by card', online: 'online', other: 'otherwise' } as const;
const statuses: Readonly<Record<Payment['status'], string>> = {
  unpaid: 'To be paid',
  paid: 'Paid',
  refunded: 'Refunded',
  part_refunded: 'Refunded in part',
};

/** Whether it is paid, and how, as staff say it. */
export const paymentWords = ({ status, method }: Payment): string =>
  method === undefined ? statuses[status] : `${statuses[status]} ${methods[method]}`;

const amended: Readonly<Record<AmendedPart, string>> = {
  payment: 'Payment changed',
  table: 'Table changed',
  address: 'Address changed',
  customer: 'Customer’s contact changed',
  items: 'Items: how far they are',
  adjustments: 'Charges and discounts changed',
  total: 'Total changed',
  scheduled_for: 'Time changed',
};

/**
 * What an entry of the history has amended. It does not say to what; of the latest one that changed the
 * payment, that is the order's payment now.
 * @param payment null where it is not the latest
 */
export const amendedWords = ({ changed = [] }: HistoryRecord, payment: Payment | null): string =>
  changed
    .map((part) =>
      part === 'payment' && payment ? `Payment: ${paymentWords(payment).toLowerCase()}` : amended[part],
    )
    .join(', ') || 'Changed';
