import { en, icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { moneyText } from '../order-content/amount-texts.ts';
import { withoutPrice, wrongOf } from './draft-checks.ts';
import { meantItems, type OrderDraft, totalOf } from './order-draft.ts';

/** What the customer will pay; nothing while what is typed is no sum. */
export function sumView(order: OrderDraft, currency: string | null): TemplateResult | typeof nothing {
  if (currency === null || meantItems(order).length === 0) return nothing;
  const isSum = !Object.keys(wrongOf(order, currency)).some((path) => /unit_price|quantity/.test(path));
  return isSum
    ? html`<span class="number sum">${moneyText(totalOf(order, currency), currency)}</span>`
    : nothing;
}

interface Answers {
  readonly onAdd: () => void;
  /** It is meant so. */
  readonly onPlace: () => void;
}

/** What has no price is not placed as costing nothing before someone has said so. */
export function priceQuestion(order: OrderDraft, { onAdd, onPlace }: Answers): TemplateResult {
  const names = withoutPrice(order).map(({ name }) => name);
  const [have, cost] = names.length === 1 ? ['has', 'it costs'] : ['have', 'they cost'];
  const which = `${new Intl.ListFormat(en.language).format(names)} ${have} no price.`;
  return html`<div class="alert amber question" role="alert">
    <p>${icon('delivery_failed')}<span>${which} Placed like this, ${cost} nothing.</span></p>
    <button class="button" type="button" @click=${onAdd}>Add the price</button>
    <button class="button" type="button" @click=${onPlace}>Place it without</button>
  </div>`;
}
