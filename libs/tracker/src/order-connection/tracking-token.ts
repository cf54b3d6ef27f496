import { orderIdIn, trackingTokenIn } from '#libs/order-model';

/**
 * The id of the order that a tracking token speaks of; what follows a whole token is passed over.
 * @returns a UUID, or null where the text is not a tracking token
 */
export function orderIdOfToken(text: string): string | null {
  const token = trackingTokenIn(text);
  return token === null ? null : orderIdIn(token);
}
