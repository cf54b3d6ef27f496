import type { Adjustment, Item, Order, Payment } from '#libs/contracts';
import { isPaymentSaid, isPriced } from '#libs/order-model';
import { fill } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { moneyWords, quantityWords } from '../../ui/order-words/amounts.ts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { type ReceiptWords, receiptWords } from './receipt-words.ts';

/** What was ordered; what an earlier release kept of it knows less. `status` is null before it is known. */
export type Ordered = Pick<Order, 'items' | 'total'> &
  Partial<Pick<Order, 'adjustments' | 'payment' | 'notes'>> & { readonly status: Order['status'] | null };

/**
 * What was ordered, and what it costs as it was agreed; prices are left out where the restaurant gave none.
 */
export function receiptView(ordered: Ordered, language: Language): TemplateResult {
  const { items, adjustments = [], total, payment, notes } = ordered;
  const words = receiptWords[language];
  const hasPrices = isPriced({ items, adjustments, total });
  const money = (amount: number): string => moneyWords({ amount, currency: total.currency }, language);
  return html`<ul class="receipt">
      ${items.map((item) => itemView(item, hasPrices ? money(amountOf(item)) : null, words, language))}
    </ul>
    ${hasPrices ? sumsView(adjustments, money, words) : nothing}
    ${
      hasPrices
        ? html`<p class="sum total">
            <span>${words.total}</span><span class="number">${money(total.amount)}</span>
          </p>`
        : nothing
    }
    ${payment && isPaymentSaid({ ...ordered, payment }) ? paymentView(payment, words) : nothing}
    ${notes ? html`<p class="wish"><span>${words.notes}</span> <q dir="auto">${notes}</q></p>` : nothing}`;
}

const paymentView = (payment: Payment, words: ReceiptWords): TemplateResult =>
  html`<p class="paid ${payment.status}">${paymentWords(payment, words)}</p>`;

/** How it stands with the money, such as `Paid by card`. */
export function paymentWords({ status, method }: Payment, words: ReceiptWords): string {
  if (method === undefined || method === 'other') return words.payment[status];
  return fill(words.paymentBy[status], { method: words.methods[method] });
}

/** An item as it is now, or as an earlier release kept it. */
type Priced = Pick<Item, 'unit_price' | 'quantity'> & Partial<Pick<Item, 'amount'>>;
const amountOf = ({ amount, unit_price, quantity }: Priced): number =>
  amount ?? Math.round(unit_price * quantity);

function itemView(item: Item, price: string | null, words: ReceiptWords, language: Language): TemplateResult {
  const { name, quantity, notes, modifiers = [], allergens = [], state } = item;
  const isGone = state === 'unavailable';
  return html` <li class=${isGone ? 'gone' : ''}>
    <span class="number quantity">${quantityWords(quantity, language)} ×</span>
    <span class="item" dir="auto"
      >${isGone ? html`<s>${name}</s> <em>${words.unavailable}</em>` : name}
      ${modifiers.map(
        (each) =>
          html`<small dir="auto"
            >${each.quantity === 1 ? '' : `${quantityWords(each.quantity, language)} × `}${each.name}</small
          >`,
      )}
      ${
        allergens.length > 0
          ? html`<small class="allergens">${fill(words.allergens, { names: allergens.join(', ') })}</small>`
          : nothing
      }
      ${notes ? html`<small dir="auto">${notes}</small>` : nothing}</span
    >
    ${price === null ? nothing : html`<span class="number">${isGone ? html`<s>${price}</s>` : price}</span>`}
  </li>`;
}

const sumsView = (
  adjustments: readonly Adjustment[],
  money: (amount: number) => string,
  words: ReceiptWords,
): readonly TemplateResult[] =>
  adjustments.map(
    ({ kind, label, amount }) =>
      html`<p class="sum">
        <span dir="auto">${label ?? words.adjustments[kind]}</span
        ><span class="number">${money(amount)}</span>
      </p>`,
  );
