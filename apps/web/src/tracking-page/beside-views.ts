import { fill, icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { receiptView } from '../open-order/receipt.ts';
import type { Language } from '../page-language/page-language.ts';
import type { Receipt } from './kept-receipt.ts';
import type { PageWords } from './words/en.ts';

/** What was ordered, under a heading. */
export const orderedView = (
  receipt: Receipt,
  { yourOrder, total }: PageWords,
  language: Language,
): TemplateResult =>
  html` <section class="ordered" aria-labelledby="ordered">
    <h2 id="ordered">${yourOrder}</h2>
    ${receiptView(receipt, { total, language })}
  </section>`;

export function callView(
  { restaurant }: Receipt,
  { call }: PageWords,
  isQuiet: boolean,
): TemplateResult | typeof nothing {
  if (restaurant.phone === null) return nothing;
  return html`<a class="call ${isQuiet ? 'quiet' : ''}" href="tel:${restaurant.phone}"
    >${icon('phone')}<span>${call}</span></a
  >`;
}

export const farewellView = ({ restaurant }: Receipt, { farewell }: PageWords): TemplateResult =>
  html`<p class="farewell">${fill(farewell, { restaurant: restaurant.name })}</p>`;
