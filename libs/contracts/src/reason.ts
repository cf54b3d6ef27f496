import * as z from 'zod';

/** Why something went against the plan; said to the customer in words, counted by the restaurant. */
export const Reason = {
  Customer: 'customer',
  NoResponse: 'no_response',
  SoldOut: 'sold_out',
  TooBusy: 'too_busy',
  Closed: 'closed',
  NoShow: 'no_show',
  NoAnswer: 'no_answer',
  WrongAddress: 'wrong_address',
  Payment: 'payment',
  Mistake: 'mistake',
  Remake: 'remake',
  Ingredient: 'ingredient',
  Staff: 'staff',
  Traffic: 'traffic',
  Busy: 'busy',
  Other: 'other',
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

export const reasonSchema = z.enum(Reason).meta({ id: 'Reason' });
