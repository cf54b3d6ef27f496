import type { Item, Order, PlaceOrder } from '#libs/contracts';

export interface ItemDraft {
  readonly id: number;
  readonly name: string;
  readonly quantity: number;
  /** As it was typed, in whole units of the currency. */
  readonly price: string;
  readonly notes: string;
}

export interface OrderDraft {
  readonly fulfilment: Order['fulfilment'];
  readonly items: readonly ItemDraft[];
  readonly table: string;
  readonly address: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export const emptyItem = (id: number): ItemDraft => ({ id, name: '', quantity: 1, price: '', notes: '' });

export const emptyDraft: OrderDraft = {
  fulfilment: 'pickup',
  items: [emptyItem(0)],
  table: '',
  address: '',
  name: '',
  phone: '',
  email: '',
};

/** How many decimals a currency has: 2 for PHP, 0 for JPY. */
const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** From what people type, `1,250.50` or `12,5` or `450`, to minor units; null where it is no price. */
export function priceOf(typed: string, currency: string): number | null {
  const plain = typed.trim().replace(/\s/g, '');
  if (plain === '') return 0;
  const decimal = /[.,](\d{1,2})$/.exec(plain);
  const whole = (decimal ? plain.slice(0, decimal.index) : plain).replace(/[.,]/g, '');
  if (!/^\d+$/.test(whole)) return null;
  return Math.round(Number(`${whole}.${decimal?.[1] ?? '0'}`) * 10 ** decimalsOf(currency));
}

/** As a price is typed. @param amount in minor units */
export const typedPrice = (amount: number, currency: string): string =>
  (amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));

/** What is sent; lines without a name are left out. @param currency null where no prices are asked for */
export function orderOf(draft: OrderDraft, currency: string | null): PlaceOrder {
  const { fulfilment, table, address, name, phone, email } = draft;
  const items = draft.items.filter((item) => item.name.trim() !== '').map((item) => itemOf(item, currency));
  const customer = given({ name, phone, email });
  return {
    fulfilment,
    items,
    ...(currency !== null && { currency }),
    ...given({
      table: fulfilment === 'dine_in' ? table : '',
      address: fulfilment === 'delivery' ? address : '',
    }),
    ...(Object.keys(customer).length > 0 && { customer }),
  };
}

function itemOf({ name, quantity, price, notes }: ItemDraft, currency: string | null): Item {
  return {
    name: name.trim(),
    quantity,
    unit_price: currency === null ? 0 : (priceOf(price, currency) ?? 0),
    ...given({ notes }),
  };
}

const given = <Name extends string>(texts: Readonly<Record<Name, string>>): Partial<Record<Name, string>> =>
  Object.fromEntries(
    Object.entries<string>(texts)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text !== ''),
  ) as Partial<Record<Name, string>>;
