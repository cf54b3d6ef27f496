import type { Order } from '#libs/contracts';
import { shortNumber } from '#libs/order-model';

/** How many last digits of a number say which one is meant: fewer stand in too many. */
const TELLING_OF_ORDER = 2;
const TELLING_OF_PHONE = 3;

/** Without case and accents, as people type in a hurry. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (search: string): readonly string[] => plain(search).split(/\s+/).filter(Boolean);

/**
 * How well a search fits an order: by what is called out, by the last digits of a number, by a name, a table,
 * a street, a dish, or the till's number. Each word has to fit something.
 * @returns 2 for the very number, 1 for anything else of it, 0 where it does not fit
 */
export function fitOf(order: Order, search: string): 0 | 1 | 2 {
  const words = wordsOf(search);
  if (words.length === 0) return 1;
  if (words.length === 1 && numbersOf(order).includes(words[0] ?? '')) return 2;
  const isWhole = words.length > 1 && isNumber(search) && fitsNumber(order, digitsOf(search));
  return isWhole || words.every((word) => fits(order, word)) ? 1 : 0;
}

/** What an order is called by, each whole. */
const numbersOf = ({ display_number, order_number, external_id }: Order): readonly string[] =>
  [display_number, shortNumber(order_number), order_number, external_id ?? ''].map(plain).filter(Boolean);

/** As it is typed, dialled or pasted. */
const isNumber = (text: string): boolean => /^[\s()+./-]*\d[\d\s()+./-]*$/.test(text);
const isDigits = (text: string): boolean => /^\d+$/.test(text);
const digitsOf = (text: string): string => text.replace(/\D/g, '');

function fits(order: Order, word: string): boolean {
  return (
    (isNumber(word) && fitsNumber(order, digitsOf(word))) ||
    (!isDigits(word) && textsOf(order).some((text) => text.includes(word)))
  );
}

function fitsNumber(order: Order, digits: string): boolean {
  const { order_number, display_number, table, external_id } = order;
  return (
    fitsCalled(order, digits) ||
    fitsPhone(order, digits) ||
    plain(table ?? '') === digits ||
    (digits.length >= TELLING_OF_ORDER &&
      [order_number, display_number, external_id ?? ''].some((number) => number.endsWith(digits))) ||
    wordsOf(order.address ?? '').includes(digits)
  );
}

/** Whoever types leading zeros has the whole number before them, and not its beginning. */
function fitsCalled({ display_number, order_number }: Order, digits: string): boolean {
  const short = withoutZeros(digits);
  const called = [display_number, shortNumber(order_number)];
  return short === digits
    ? called.some((number) => number.startsWith(digits))
    : short !== '' && called.includes(short);
}

/**
 * A phone begins with a zero at home, and is kept with its country; what begins with zeros may be its last
 * digits too.
 */
function fitsPhone({ customer }: Order, digits: string): boolean {
  const phone = customer?.phone ?? '';
  return [digits, withoutZeros(digits)].some(
    (ending) => ending.length >= TELLING_OF_PHONE && phone.endsWith(ending),
  );
}

const withoutZeros = (digits: string): string => digits.replace(/^0+/, '');

const textsOf = ({ items, table, customer, address, ...order }: Order): readonly string[] =>
  [
    order.order_number,
    order.display_number,
    order.external_id,
    table && `table ${table}`,
    customer?.name,
    address,
    ...items.flatMap(({ name, modifiers = [] }) => [name, ...modifiers.map((modifier) => modifier.name)]),
  ].flatMap((text) => (text ? [plain(text)] : []));
