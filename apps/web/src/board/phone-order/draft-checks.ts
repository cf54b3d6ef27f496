import { decimalText } from '#libs/money';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import { wrongTime } from '../order-time/order-time.ts';
import { type ItemDraft, meantItems, type OrderDraft, priceOf } from './order-draft.ts';
import { parseQuantity } from './quantity.ts';

/** What the API takes as a price, in minor units. */
const HIGHEST_PRICE = 1_000_000_000;

type Needed = 'table' | 'address' | 'phone';
const needed: Readonly<Record<OrderDraft['fulfilment'], readonly Needed[]>> = {
  pickup: [],
  delivery: ['address', 'phone'],
  dine_in: ['table'],
};
const questions: Readonly<Record<Needed, string>> = {
  table: 'Which table is it for?',
  address: 'Where is it to be brought?',
  phone: 'Which number can the driver call?',
};

/** Where a line's field stands among what is wrong. */
export const placeOfItem = ({ id }: Pick<ItemDraft, 'id'>, field: string): string => `items.${id}.${field}`;

/** Where the price of what is added to a dish stands in its line. */
export const modifierPrice = (index: number): `modifiers.${number}.unit_price` =>
  `modifiers.${index}.unit_price`;

/** What keeps a draft from being placed as it was typed, by the path of the field. */
export function wrongOf(draft: OrderDraft, currency: string): Wrong {
  const missing = needed[draft.fulfilment].filter((field) => draft[field].trim() === '');
  return Object.fromEntries([
    ...missing.map((field) => [field, questions[field]] as const),
    ...wrongOfTime(draft),
    ...meantItems(draft).flatMap((item) => wrongOfItem(item, currency)),
  ]);
}

function wrongOfTime({ scheduledFor }: OrderDraft): readonly (readonly [string, string])[] {
  const words = scheduledFor === null ? null : wrongTime(scheduledFor);
  return words === null ? [] : [['scheduled_for', words]];
}

function wrongOfItem(item: ItemDraft, currency: string): readonly (readonly [string, string])[] {
  const facts = [
    ['name', item.name.trim() === '' && 'Which dish is it?'],
    ['quantity', parseQuantity(item.quantity) === null && 'How many? A number above 0, such as 2 or 0.5'],
    ['unit_price', wrongPrice(item.price, currency)],
    ...item.modifiers.map(
      ({ price = '' }, index) => [modifierPrice(index), wrongPrice(price, currency)] as const,
    ),
  ] as const;
  return facts.flatMap(([field, words]) => (words ? [[placeOfItem(item, field), words] as const] : []));
}

function wrongPrice(typed: string, currency: string): string | null {
  const price = priceOf(typed, currency);
  if (price === null) return `Not a price. Write it as in ${decimalText(125_050, currency)}`;
  return price > HIGHEST_PRICE ? 'More than an order can hold' : null;
}

/** A dish, or something that is added to one, whose price nobody has said. */
interface Unpriced {
  readonly name: string;
  /** Where its price is to be said. */
  readonly place: string;
}

/** What would be placed as costing nothing though nobody has said so. */
export const withoutPrice = (draft: OrderDraft): readonly Unpriced[] =>
  meantItems(draft).flatMap((item) => [
    ...(item.price.trim() === '' ? [{ name: item.name.trim(), place: placeOfItem(item, 'unit_price') }] : []),
    ...item.modifiers.flatMap(({ name, unit_price, price = '' }, index) =>
      unit_price === null && price.trim() === ''
        ? [{ name, place: placeOfItem(item, modifierPrice(index)) }]
        : [],
    ),
  ]);

/** Why a draft is not sent as it stands. */
export type Hindrance =
  { readonly kind: 'nothing ordered' | 'without price' } | { readonly kind: 'wrong'; readonly wrong: Wrong };

/** @param meant the draft of which someone has said that what has no price in it costs nothing */
export function hindranceOf(draft: OrderDraft, currency: string, meant: OrderDraft | null): Hindrance | null {
  const wrong = wrongOf(draft, currency);
  if (meantItems(draft).length === 0) return { kind: 'nothing ordered' };
  if (Object.keys(wrong).length > 0) return { kind: 'wrong', wrong };
  return withoutPrice(draft).length > 0 && draft !== meant ? { kind: 'without price' } : null;
}

/** What the server found wrong, at the lines that were meant: it counts those that were sent. */
export const wrongAsTyped = (wrong: Wrong, draft: OrderDraft): Wrong =>
  Object.fromEntries(
    Object.entries(wrong).map(([path, words]) => {
      const [, index, field = ''] = /^items\.(\d+)\.?(.*)$/.exec(path) ?? [];
      const item = meantItems(draft)[Number(index)];
      return [item === undefined ? path.replace(/^customer\./, '') : placeOfItem(item, field), words];
    }),
  );
