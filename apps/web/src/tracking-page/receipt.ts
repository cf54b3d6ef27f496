import { fill, icon } from '#libs/tracker';
import type { Item } from '#libs/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../page-language/page-language.ts';
import type { Receipt } from './kept-receipt.ts';
import { moneyWords } from './money.ts';
import type { PageWords } from './words/en.ts';

/** What was ordered, and what it costs; prices are left out where the restaurant gave none. */
export function receiptView({ items, total }: Receipt, words: PageWords, language: Language): TemplateResult {
  const hasPrices = total.amount > 0;
  const price = (amount: number): string => moneyWords(amount, total.currency, language);
  return html`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt">${words.yourOrder}</h2>
    <ul>${repeat(items, (item) => itemView(item, hasPrices ? price(item.unit_price * item.quantity) : null))}</ul>
    ${hasPrices ? html`<p class="total"><span>${words.total}</span><span class="number">${price(total.amount)}</span></p>` : nothing}
  </section>`;
}

const itemView = ({ name, quantity, notes }: Item, price: string | null): TemplateResult => html`
  <li>
    <span class="number quantity">${quantity} ×</span>
    <span class="what">${name}${notes ? html`<small>${notes}</small>` : nothing}</span>
    ${price === null ? nothing : html`<span class="number">${price}</span>`}
  </li>`;

export function callView({ restaurant }: Receipt, { call }: PageWords, isQuiet: boolean): TemplateResult | typeof nothing {
  if (restaurant.phone === null) return nothing;
  return html`<a class="call ${isQuiet ? 'quiet' : ''}" href="tel:${restaurant.phone}">${icon('phone')}<span>${call}</span></a>`;
}

export const thanksView = ({ restaurant }: Receipt, { thanks }: PageWords): TemplateResult =>
  html`<p class="thanks">${fill(thanks, { restaurant: restaurant.name })}</p>`;
