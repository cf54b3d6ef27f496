import type { Adjustment, Modifier, NewItem, Order, PlaceOrder } from '#libs/contracts';
import { decimalText, parseAmount } from '#libs/money';
import { sumOf } from '#libs/order-model';
import { sentTime } from '../order-time/order-time.ts';
import { parseQuantity } from './quantity.ts';

/** What a dish is known by at the till: said again with a repeated order, while the dish keeps its name. */
type AtTheTill = Pick<NewItem, 'station' | 'external_id' | 'image_url'>;

/** What is added to a dish. */
export type ModifierDraft = Omit<Modifier, 'unit_price'> & {
  /** Null where it was in another currency, and has to be said anew. */
  readonly unit_price: number | null;
  /** What was said anew, as it was typed. */
  readonly price?: string;
};

export interface ItemDraft {
  readonly id: number;
  readonly name: string;
  /** As it was typed: pieces, or a weight. */
  readonly quantity: string;
  /** As it was typed, in whole units of the currency. */
  readonly price: string;
  /** Nobody typed the price: it is what this dish cost before, and not what another one costs. */
  readonly isPrefilled: boolean;
  readonly notes: string;
  readonly modifiers: readonly ModifierDraft[];
  readonly allergens: readonly string[];
  readonly atTheTill: AtTheTill;
}

export interface OrderDraft {
  /** Of its prices; null while it has none. */
  readonly currency: string | null;
  readonly fulfilment: Order['fulfilment'];
  /** For when it is, as it was typed; null for at once. */
  readonly scheduledFor: string | null;
  readonly items: readonly ItemDraft[];
  readonly adjustments: readonly Adjustment[];
  /** What the order that is repeated cost, where that is not the sum of its lines; null once they change. */
  readonly total: number | null;
  readonly notes: string;
  readonly table: string;
  readonly address: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export const emptyItem = (id: number): ItemDraft => ({
  id,
  name: '',
  quantity: '1',
  price: '',
  isPrefilled: false,
  notes: '',
  modifiers: [],
  allergens: [],
  atTheTill: {},
});

export const emptyDraft: OrderDraft = {
  currency: null,
  fulfilment: 'pickup',
  scheduledFor: null,
  items: [emptyItem(0)],
  adjustments: [],
  total: null,
  notes: '',
  table: '',
  address: '',
  name: '',
  phone: '',
  email: '',
};

/** The id of the next line. */
export const nextId = (items: readonly ItemDraft[]): number => Math.max(-1, ...items.map(({ id }) => id)) + 1;

/** A line that nobody has said anything in. */
export const isBlank = ({ name, price, notes, modifiers }: ItemDraft): boolean =>
  [name, price, notes].every((text) => text.trim() === '') && modifiers.length === 0;

/** The lines that are meant, in the order in which they are sent. */
export const meantItems = ({ items }: OrderDraft): readonly ItemDraft[] =>
  items.filter((item) => !isBlank(item));

/** What one piece costs in minor units: nothing where nothing was typed, null where it is no price. */
export const priceOf = (typed: string, currency: string): number | null =>
  typed.trim() === '' ? 0 : parseAmount(typed, currency);

/** Anew what was ordered before, by the same people, at the same cost. */
export function draftOf(order: Order): OrderDraft {
  const { fulfilment, items, adjustments, total, notes, table, address, customer } = order;
  return {
    currency: total.currency,
    fulfilment,
    scheduledFor: null,
    items: items.map((item, id) => itemDraftOf(item, id, total.currency)),
    adjustments,
    total: total.amount === sumOf(items, adjustments) ? null : total.amount,
    notes: notes ?? '',
    table: table ?? '',
    address: address ?? '',
    name: customer?.name ?? '',
    phone: customer?.phone ?? '',
    email: customer?.email ?? '',
  };
}

function itemDraftOf(item: Order['items'][number], id: number, currency: string): ItemDraft {
  const { name, quantity, unit_price, notes = '', modifiers = [], allergens = [] } = item;
  const { station, external_id, image_url } = item;
  return {
    id,
    name,
    quantity: String(quantity),
    price: decimalText(unit_price, currency),
    isPrefilled: true,
    notes,
    modifiers,
    allergens,
    atTheTill: {
      ...(station !== undefined && { station }),
      ...(external_id !== undefined && { external_id }),
      ...(image_url !== undefined && { image_url }),
    },
  };
}

/** The draft in a currency: prices of another one mean nothing there, and are asked for. */
export function inCurrency(draft: OrderDraft, currency: string): OrderDraft {
  if (draft.currency === currency) return draft;
  if (draft.currency === null) return { ...draft, currency };
  return { ...draft, currency, items: draft.items.map(unpriced), adjustments: [], total: null };
}

const unpriced = (item: ItemDraft): ItemDraft => ({
  ...item,
  price: '',
  modifiers: item.modifiers.map((each) =>
    each.unit_price === 0 ? each : { ...each, unit_price: null, price: '' },
  ),
});

/** What is sent of a draft in which nothing is wrong; lines in which nothing stands are left out. */
export function orderOf(draft: OrderDraft, currency: string): PlaceOrder {
  const { fulfilment, scheduledFor, adjustments, total, notes, table, address, name, phone, email } = draft;
  const customer = given({ name, phone, email });
  const scheduled_for = sentTime(scheduledFor ?? '');
  return {
    fulfilment,
    items: meantItems(draft).map((item) => itemOf(item, currency)),
    currency,
    ...(scheduled_for !== null && { scheduled_for }),
    ...(adjustments.length > 0 && { adjustments: [...adjustments] }),
    ...(total !== null && { total: { amount: total } }),
    ...given({
      notes,
      table: fulfilment === 'dine_in' ? table : '',
      address: fulfilment === 'delivery' ? address : '',
    }),
    ...(Object.keys(customer).length > 0 && { customer }),
  };
}

function itemOf(item: ItemDraft, currency: string): NewItem {
  const { name, quantity, price, notes, modifiers, allergens, atTheTill } = item;
  return {
    name: name.trim(),
    quantity: parseQuantity(quantity) ?? 1,
    unit_price: priceOf(price, currency) ?? 0,
    ...given({ notes }),
    ...(modifiers.length > 0 && {
      modifiers: modifiers.map(({ price: typed = '', ...each }) => ({
        ...each,
        unit_price: each.unit_price ?? priceOf(typed, currency) ?? 0,
      })),
    }),
    ...(allergens.length > 0 && { allergens: [...allergens] }),
    ...atTheTill,
  };
}

/** What the order costs as it stands, in minor units. */
export function totalOf(draft: OrderDraft, currency: string): number {
  const { items, adjustments = [], total } = orderOf(draft, currency);
  return total?.amount ?? sumOf(items, adjustments);
}

const given = <Name extends string>(texts: Readonly<Record<Name, string>>): Partial<Record<Name, string>> =>
  Object.fromEntries(
    Object.entries<string>(texts)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text !== ''),
  ) as Partial<Record<Name, string>>;
