import { randomUUID } from 'node:crypto';
import { HeaderName } from '#libs/contracts';
import type { HttpCaller, Reply } from '../../rush/http-caller.ts';

export const items = [
  { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 },
  { name: 'Mango Shake', quantity: 1, unit_price: 12_000, notes: 'less ice' },
];

/** A pickup order with a key of its own. @param token of the restaurant's POS */
export const placePickup = (caller: HttpCaller, token: string): Promise<Reply> =>
  caller.post(
    '/api/v1/online/orders/',
    { fulfilment: 'pickup', items },
    { authorization: `Bearer ${token}`, [HeaderName.IdempotencyKey]: randomUUID() },
  );
