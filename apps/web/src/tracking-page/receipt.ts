import type { Item, Order } from '#libs/contracts';
import { icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { moneyWords } from './money.ts';

/** What was ordered, and what it costs; prices are left out where the restaurant gave none. */
export function receiptView({ items, total }: Order): TemplateResult {
  const hasPrices = total.amount > 0;
  return html`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt">Your order</h2>
    <ul>${repeat(items, (item) => itemView(item, hasPrices ? total.currency : null))}</ul>
    ${hasPrices ? html`<p class="total"><span>Total</span><span class="number">${moneyWords(total.amount, total.currency)}</span></p>` : nothing}
  </section>`;
}

const itemView = ({ name, quantity, unit_price, notes }: Item, currency: string | null): TemplateResult => html`
  <li>
    <span class="number quantity">${quantity} ×</span>
    <span class="what">${name}${notes ? html`<small>${notes}</small>` : nothing}</span>
    ${currency ? html`<span class="number">${moneyWords(unit_price * quantity, currency)}</span>` : nothing}
  </li>`;

export function callView({ restaurant }: Order, isQuiet: boolean): TemplateResult | typeof nothing {
  if (restaurant.phone === null) return nothing;
  return html`<a class="call ${isQuiet ? 'quiet' : ''}" href="tel:${restaurant.phone}">${icon('phone')}<span>Call the restaurant</span></a>`;
}
