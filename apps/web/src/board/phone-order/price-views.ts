import { html, nothing, type TemplateResult } from 'lit';
import { moneyText } from '../order-content/amount-texts.ts';
import { wrongOf } from './draft-checks.ts';
import { meantItems, type OrderDraft, totalOf } from './order-draft.ts';

/** What the customer will pay; nothing while what is typed is no sum. */
export function sumView(order: OrderDraft, currency: string | null): TemplateResult | typeof nothing {
  if (currency === null || meantItems(order).length === 0) return nothing;
  const isSum = !Object.keys(wrongOf(order, currency)).some((path) => /unit_price|quantity/.test(path));
  return isSum
    ? html`<span class="number sum">${moneyText(totalOf(order, currency), currency)}</span>`
    : nothing;
}
