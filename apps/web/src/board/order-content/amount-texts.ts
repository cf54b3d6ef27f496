import { en } from '#libs/tracker';
import { moneyWords, quantityWords } from '../../ui/order-words/amounts.ts';

/** Money as staff read it. @param amount in minor units */
export const moneyText = (amount: number, currency: string): string =>
  moneyWords({ amount, currency }, en.language);

/** Pieces, or a weight with its decimals, as staff read it. */
export const quantityText = (quantity: number): string => quantityWords(quantity, en.language);
