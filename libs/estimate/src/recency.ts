/**
 * After so many newer orders an order counts half. Of 50, 100, 150, 300 and 600 this one gave the narrowest
 * windows in simulated kitchens, though by 1 % at most, and as many held after a change (docs/estimate.md).
 */
const usualHalfLife = 150;

/**
 * How much each order counts, of so many in the order in which they were finished: 1 for the newest, and less
 * the longer ago, so that their sum is the number of orders that speak of today.
 * @param halfLife after so many newer ones an order counts half
 */
export const recencyWeights = (orders: number, halfLife = usualHalfLife): number[] =>
  Array.from({ length: orders }, (_, place) => 2 ** ((place + 1 - orders) / halfLife));
