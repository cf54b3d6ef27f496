import type { Item, MessageFacts, Modifier } from '#libs/contracts';
import { writeMoney } from '#libs/money';
import { isPaymentSaid, isPriced } from '#libs/order-model';
import { asOneLine, type MessageContext } from './message-context.ts';
import { say, wordsOf } from './words.ts';

/** A line of what was ordered, in words; `price` is null where the restaurant gives no prices. */
export interface BillItem {
  readonly quantity: string;
  readonly name: string;
  readonly modifiers: readonly string[];
  readonly notes: string;
  readonly price: string | null;
  /** Said of what the kitchen does not have; it is struck, and nothing is charged by its line. */
  readonly unavailable: string | null;
}

export interface BillSum {
  readonly label: string;
  readonly amount: string;
}

/** What was ordered, what it comes to, and who has paid. */
export interface Bill {
  readonly items: readonly BillItem[];
  readonly adjustments: readonly BillSum[];
  readonly total: BillSum | null;
  readonly payment: string | null;
  /** The customer's word on the whole order. */
  readonly ownNote: string | null;
}

export function billOf(context: MessageContext): Bill {
  const { facts, language } = context;
  const words = wordsOf(language);
  const write = isPriced(facts) ? amountsOf(context) : null;
  const ownNote = asOneLine(facts.notes ?? '');
  return {
    items: facts.items.map((item) => billItem(item, context, write)),
    adjustments: facts.adjustments.map(({ kind, label, amount }) => ({
      label: asOneLine(label ?? '') || words.adjustments[kind],
      amount: amountsOf(context)(amount),
    })),
    total: write === null ? null : { label: words.total, amount: write(facts.total.amount) },
    payment: isPaymentSaid(facts) ? say(language, words.payment, paymentValues(facts)) : null,
    ownNote: ownNote === '' ? null : say(language, words.ownNote, { notes: ownNote }),
  };
}

type Write = (amount: number) => string;

const amountsOf =
  ({ facts, formats }: MessageContext): Write =>
  (amount) =>
    writeMoney({ amount, currency: facts.total.currency }, formats);

function billItem(item: Item, { formats, language }: MessageContext, write: Write | null): BillItem {
  const count = new Intl.NumberFormat(formats, { maximumFractionDigits: 3 });
  return {
    quantity: count.format(item.quantity),
    name: asOneLine(item.name),
    modifiers: (item.modifiers ?? []).map((modifier) => modifierWords(modifier, count, write)),
    notes: asOneLine(item.notes ?? ''),
    price: write?.(item.amount) ?? null,
    unavailable: item.state === 'unavailable' ? wordsOf(language).unavailable : null,
  };
}

/** The price beside it is that of one, however many of it come with a piece. */
function modifierWords(
  { name, quantity, unit_price: price }: Modifier,
  count: Intl.NumberFormat,
  write: Write | null,
): string {
  const times = quantity === 1 ? '' : `${count.format(quantity)} × `;
  return `${times}${asOneLine(name)}${write === null || price === 0 ? '' : ` (+${write(price)})`}`;
}

const paymentValues = ({ payment: { status, method } }: MessageFacts): Record<string, string> => ({
  status,
  method: method ?? 'other',
});
