/** How the food reaches the customer: with a driver, over the counter, or at the table. */
export const Fulfilment = {
  Delivery: 'delivery',
  Pickup: 'pickup',
  DineIn: 'dine_in',
} as const;
export type Fulfilment = (typeof Fulfilment)[keyof typeof Fulfilment];

export const fulfilments: readonly Fulfilment[] = Object.values(Fulfilment);
