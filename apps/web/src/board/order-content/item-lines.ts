import type { Item, Modifier, Order } from '#libs/contracts';
import { icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { saysAllergy } from './allergies.ts';
import { moneyText, quantityText } from './amount-texts.ts';

type Part = TemplateResult | typeof nothing;

const stateWords: Readonly<Record<Item['state'], string | null>> = {
  waiting: null,
  started: 'started',
  done: 'done',
  served: 'served',
  unavailable: 'not available',
};

/** The lines of an order. @param currency null where no prices are to be seen */
export const itemLines = ({ items }: Pick<Order, 'items'>, currency: string | null): TemplateResult =>
  html`<ul class="items">
    ${items.map((item) => lineView(item, currency))}
  </ul>`;

function lineView(item: Item, currency: string | null): TemplateResult {
  const { quantity, name, notes, modifiers = [], allergens = [], state, amount } = item;
  const isGone = state === 'unavailable';
  return html`<li class=${state}>
    <span class="number quantity">${quantityText(quantity)}</span
    ><span class="what"
      >${isGone ? html`<s class="dish">${name}</s>` : html`<span class="dish">${name}</span>`}
      ${stateView(state)}${modifiers.map((modifier) => modifierView(modifier, currency))}
      ${
        notes
          ? html`<em class=${saysAllergy(notes) ? 'allergy' : ''}
              >${saysAllergy(notes) ? '⚠ ' : ''}${notes}</em
            >`
          : nothing
      }
      ${
        allergens.length > 0 ? html`<span class="allergens">${allergens.map(allergenView)}</span>` : nothing
      }</span
    >${currency === null ? nothing : html`<span class="number amount">${moneyText(amount, currency)}</span>`}
  </li>`;
}

/** What is done has a tick and its word, and not only another colour. */
function stateView(state: Item['state']): Part {
  const words = stateWords[state];
  if (words === null) return nothing;
  const isDone = state === 'done' || state === 'served';
  return html`<span class="state">${isDone ? icon('check') : nothing}${words}</span>`;
}

function modifierView({ name, quantity, unit_price }: Modifier, currency: string | null): TemplateResult {
  const count = quantity === 1 ? '' : `${quantityText(quantity)} × `;
  const price = currency !== null && unit_price > 0 ? ` (${moneyText(unit_price, currency)})` : '';
  return html`<span class="modifier">${count}${name}${price}</span>`;
}

export const allergenView = (allergen: string): TemplateResult =>
  html`<strong class="allergen">⚠ ${allergen}</strong>`;
