import type { Order, Reason } from '#libs/contracts';

/** As staff say them; the customer reads them in the restaurant's words. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  customer: 'The customer asked for it',
  no_response: 'Nobody accepted it in time',
  sold_out: 'Sold out',
  too_busy: 'Too busy',
  closed: 'Closed',
  no_show: 'Nobody came for it',
  no_answer: 'Nobody answered',
  wrong_address: 'Wrong address',
  payment: 'Payment',
  mistake: 'A mistake',
  remake: 'To be made again',
  ingredient: 'An ingredient is missing',
  staff: 'Short of hands',
  traffic: 'Traffic',
  busy: 'Busy kitchen',
  other: 'Something else',
};

const stopReasons: Partial<Record<Order['status'], readonly Reason[]>> = {
  cancelled: ['customer', 'no_show', 'sold_out', 'payment', 'mistake', 'closed', 'other'],
  rejected: ['too_busy', 'sold_out', 'closed', 'payment', 'other'],
  delivery_failed: ['no_answer', 'wrong_address', 'customer', 'traffic', 'other'],
};

/** The reasons that fit a status, the likeliest first. */
export const reasonsFor = (to: Order['status']): readonly Reason[] => stopReasons[to] ?? ['other'];

export const recallReasons: readonly Reason[] = ['mistake', 'remake', 'customer', 'other'];
export const delayReasons: readonly Reason[] = ['busy', 'ingredient', 'remake', 'staff', 'traffic', 'other'];
