import type { Order } from '#libs/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import { sign } from '../controls/sign.ts';
import { type ItemDraft, typedPrice } from './order-draft.ts';

interface ItemGround {
  readonly index: number;
  /** Null where no prices are asked for. */
  readonly currency: string | null;
  /** By the path of the field. */
  readonly wrong: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<ItemDraft>) => void;
  /** Null where there is only this one. */
  readonly onRemove: (() => void) | null;
}

/** What was sold lately, with the latest price of each as it is typed. */
export function knownDishes(orders: readonly Order[]): ReadonlyMap<string, string> {
  return new Map(
    orders.flatMap(({ items, total }) =>
      items.map(
        ({ name, unit_price }) =>
          [name, unit_price > 0 ? typedPrice(unit_price, total.currency) : ''] as const,
      ),
    ),
  );
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

export function itemRow(
  { name, quantity, price, notes }: ItemDraft,
  { index, currency, wrong, onChange, onRemove }: ItemGround,
): TemplateResult {
  const nth = `item ${index + 1}`;
  const problem =
    wrong[`items.${index}.name`] ?? wrong[`items.${index}.unit_price`] ?? wrong[`items.${index}.notes`];
  return html`<div class="item" role="group" aria-label=${nth}>
    <div class="count">
      <button
        class="button round"
        type="button"
        aria-label="One less of ${nth}"
        ?disabled=${quantity <= 1}
        @click=${() => onChange({ quantity: quantity - 1 })}
      >
        −
      </button>
      <span class="number" aria-live="polite">${quantity}</span>
      <button
        class="button round"
        type="button"
        aria-label="One more of ${nth}"
        @click=${() => onChange({ quantity: quantity + 1 })}
      >
        +
      </button>
    </div>
    <input
      class="name"
      name="item"
      aria-label="Name of ${nth}"
      placeholder="Dish"
      maxlength="200"
      list="dishes"
      autocomplete="off"
      .value=${name}
      @input=${(event: Event) => onChange({ name: valueOf(event) })}
    />
    ${currency === null ? nothing : html`<input class="price" aria-label="Price of ${nth}, in ${currency}" placeholder=${currency} inputmode="decimal" maxlength="12" autocomplete="off" .value=${price} @input=${(event: Event) => onChange({ price: valueOf(event) })} />`}
    <input
      class="notes"
      aria-label="Notes for ${nth}"
      placeholder="Notes for the kitchen"
      maxlength="500"
      autocomplete="off"
      .value=${notes}
      @input=${(event: Event) => onChange({ notes: valueOf(event) })}
    />
    ${onRemove ? html`<button class="button round plain" type="button" aria-label="Remove ${nth}" @click=${onRemove}>${sign('close')}</button>` : nothing}
    ${problem ? html`<span class="wrong">${problem}</span>` : nothing}
  </div>`;
}
