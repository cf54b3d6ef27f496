import type { Attention, Order } from '#libs/contracts';

const words: Readonly<Record<Attention, string>> = {
  unaccepted: 'Nobody has accepted it',
  overdue: 'Overdue',
  uncollected: 'Still here, not collected',
  out_long: 'With the driver for too long',
};

/** What of an order somebody should look after, as far as is known; a newer server may know of more. */
export const attentionsOf = ({ attention = [] }: Pick<Order, 'attention'>): readonly Attention[] =>
  attention.filter((each) => each in words);

export const attentionWords = (order: Pick<Order, 'attention'>): string =>
  attentionsOf(order)
    .map((each) => words[each])
    .join(' · ');
