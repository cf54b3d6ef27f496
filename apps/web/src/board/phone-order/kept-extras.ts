import { html, nothing, type TemplateResult } from 'lit';
import { sign } from '../../ui/controls/sign.ts';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import { moneyText, quantityText } from '../order-content/amount-texts.ts';
import { modifierPrice, placeOfItem } from './draft-checks.ts';
import type { ItemDraft, ModifierDraft } from './order-draft.ts';

interface KeptDeps {
  readonly index: number;
  /** Null while it is not known: no prices are asked for. */
  readonly currency: string | null;
  /** By the path of the field. */
  readonly wrong: Wrong;
  readonly onChange: (change: Partial<ItemDraft>) => void;
}

/** What comes along with a dish that is ordered again. Each can be left out, or priced where it has to be. */
export function keptExtras(item: ItemDraft, deps: KeptDeps): TemplateResult | typeof nothing {
  const { modifiers, allergens } = item;
  const { currency, wrong, onChange } = deps;
  if (modifiers.length === 0 && allergens.length === 0) return nothing;
  const chip = (words: string, part: 'modifiers' | 'allergens', onClick: () => void): TemplateResult => {
    const place = placeOfItem(item, part);
    return html`<button
      class="chip"
      type="button"
      aria-label="Leave out ${words}"
      aria-describedby=${faultOf(place, wrong[place]).saidBy}
      @click=${onClick}
    >
      ${words}${sign('close')}
    </button>`;
  };
  return html`<div class="kept">
    ${modifiers.map(
      (each, nth) =>
        html`${chip(modifierWords(each, currency), 'modifiers', () =>
          onChange({ modifiers: without(modifiers, each) }),
        )}${priceField(item, nth, deps)}`,
    )}
    ${allergens.map((each) =>
      chip(`⚠ ${each}`, 'allergens', () => onChange({ allergens: without(allergens, each) })),
    )}
  </div>`;
}

/** Of what had its price in another currency. */
function priceField(
  item: ItemDraft,
  nth: number,
  { index, currency, wrong, onChange }: KeptDeps,
): TemplateResult | typeof nothing {
  const modifier = item.modifiers[nth];
  if (modifier?.unit_price !== null || currency === null) return nothing;
  const place = placeOfItem(item, modifierPrice(nth));
  const { isWrong, saidBy } = faultOf(place, wrong[place]);
  const put = (price: string): void =>
    onChange({ modifiers: item.modifiers.map((each) => (each === modifier ? { ...each, price } : each)) });
  return html`<input
      data-price=${place}
      aria-label="Price of ${modifier.name} in item ${index + 1}, in ${currency}"
      aria-invalid=${isWrong}
      aria-describedby=${saidBy}
      placeholder=${currency}
      inputmode="decimal"
      maxlength="20"
      autocomplete="off"
      .value=${modifier.price ?? ''}
      @input=${(event: Event) => put((event.target as HTMLInputElement).value)}
    />${faultView(place, wrong[place])}`;
}

const without = <One>(all: readonly One[], one: One): readonly One[] => all.filter((each) => each !== one);

function modifierWords(
  { name, quantity, unit_price, price = '' }: ModifierDraft,
  currency: string | null,
): string {
  const words = `${quantity === 1 ? '' : `${quantityText(quantity)} × `}${name}`;
  if (unit_price === null) return price.trim() === '' ? `${words}, no price` : words;
  return `${words}${currency === null || unit_price === 0 ? '' : `, ${moneyText(unit_price, currency)}`}`;
}
