import type { Snapshot } from '#libs/contracts';
import { fill, icon, telLink } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { receiptView } from '../open-order/receipt.ts';
import { receiptWords } from '../open-order/receipt-words.ts';
import { dateWords } from '../../ui/order-words/amounts.ts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { endedAt as endOf } from './ended-at.ts';
import type { Receipt } from './kept-receipt.ts';
import type { PageWords } from './words/en.ts';

/** On paper alone: on the screen it stands at the top already. */
const printedLine = (line: string | null | undefined): TemplateResult | typeof nothing =>
  line ? html`<p data-line=${line}></p>` : nothing;

/**
 * What was ordered, under a heading; printed, it is the receipt.
 * @param snapshot how the order stands, once that is known
 */
export function orderedView(
  receipt: Receipt,
  { yourOrder }: PageWords,
  language: Language,
  snapshot: Snapshot | null,
): TemplateResult {
  const { restaurant, order_number, display_number, placed_at } = receipt;
  const endedAt = snapshot && endOf(snapshot);
  return html` <section class="ordered" aria-labelledby="ordered">
    <div class="paper" aria-hidden="true">
      ${[restaurant.name, restaurant.address, restaurant.phone].map(printedLine)}
      ${[display_number, order_number].map(printedLine)}
      ${endedAt === null && placed_at ? printedLine(dateWords(placed_at, language)) : nothing}
    </div>
    <h2 id="ordered">${endedAt === null ? yourOrder : receiptWords[language].receipt}</h2>
    ${
      endedAt === null
        ? nothing
        : html`<p class="dated"><time datetime=${endedAt}>${dateWords(endedAt, language)}</time></p>`
    }
    ${receiptView({ ...receipt, status: snapshot?.status ?? null }, language)}
  </section>`;
}

export function callView(
  { restaurant }: Receipt,
  { call }: PageWords,
  isQuiet: boolean,
): TemplateResult | typeof nothing {
  const link = telLink(restaurant.phone);
  if (link === null) return nothing;
  return html`<a class="call ${isQuiet ? 'quiet' : ''}" href=${link}
    >${icon('phone')}<span>${call}</span></a
  >`;
}

export const farewellView = ({ restaurant }: Receipt, { farewell }: PageWords): TemplateResult =>
  html`<p class="farewell">${fill(farewell, { restaurant: restaurant.name })}</p>`;
