import type { Order } from '#libs/contracts';
import type { Cards } from './cards.ts';
import { hasSteps } from './steps.ts';

/**
 * Whether there is still something that a note can go along with, as the server has said: what this board did
 * since may come to nothing too, as that did with which the note came back.
 */
export function takesNotes(cards: Cards, orderId: string, role: Parameters<typeof hasSteps>[1]): boolean {
  const order: Order | undefined = cards.get(orderId);
  return order !== undefined && hasSteps(order, role);
}
