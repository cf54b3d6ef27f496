import type { Item, OrderWithHistory } from '#libs/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import { moneyWords } from '../order-words/amounts.ts';
import type { OrderWords } from '../order-words/en.ts';

export type ReceiptWords = Pick<OrderWords, 'total' | 'language'>;

/** What was ordered, and what it costs; prices are left out where the restaurant gave none. */
export function receiptView(
  { items, total }: Pick<OrderWithHistory, 'items' | 'total'>,
  words: ReceiptWords,
): TemplateResult {
  const currency = total.amount > 0 ? total.currency : null;
  return html`<ul class="receipt">
      ${items.map((item) => itemView(item, currency, words))}
    </ul>
    ${currency === null ? nothing : html`<p class="sum"><span>${words.total}</span><span class="number">${moneyWords(total, words.language)}</span></p>`}`;
}

const itemView = (
  { name, quantity, unit_price, notes }: Item,
  currency: string | null,
  { language }: ReceiptWords,
): TemplateResult =>
  html` <li>
    <span class="number quantity">${quantity} ×</span>
    <span class="item" dir="auto">${name}${notes ? html`<small dir="auto">${notes}</small>` : nothing}</span>
    ${currency === null ? nothing : html`<span class="number">${moneyWords({ amount: unit_price * quantity, currency }, language)}</span>`}
  </li>`;
