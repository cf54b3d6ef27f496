import { html, nothing, type TemplateResult } from 'lit';
import { sign } from '../../ui/controls/sign.ts';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import { placeOfItem } from './draft-checks.ts';
import { keptExtras } from './kept-extras.ts';
import type { ItemDraft } from './order-draft.ts';
import { parseQuantity, stepped } from './quantity.ts';

interface ItemDeps {
  readonly index: number;
  /** Null while it is not known: no prices are asked for. */
  readonly currency: string | null;
  /** By the path of the field. */
  readonly wrong: Wrong;
  readonly onChange: (change: Partial<ItemDraft>) => void;
  /** Null where there is only this one. */
  readonly onRemove: (() => void) | null;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;
/** Of a line; the first ones have a field that is marked. */
const parts = ['name', 'quantity', 'unit_price', 'notes', 'modifiers', 'allergens'] as const;
type Part = (typeof parts)[number];
type FaultOf = (part: Part) => ReturnType<typeof faultOf>;

export function itemRow(item: ItemDraft, deps: ItemDeps): TemplateResult {
  const { index, wrong, onChange, onRemove } = deps;
  const nth = `item ${index + 1}`;
  const placeOf = (part: Part): string => placeOfItem(item, part);
  const fault: FaultOf = (part) => faultOf(placeOf(part), wrong[placeOf(part)]);
  return html`<div class="item" role="group" aria-label=${nth}>
    ${countView(item, nth, deps, fault('quantity'))}
    <input
      class="name"
      name="item"
      aria-label="Name of ${nth}"
      aria-invalid=${fault('name').isWrong}
      aria-describedby=${fault('name').saidBy}
      placeholder="Dish"
      maxlength="200"
      list="dishes"
      autocomplete="off"
      .value=${item.name}
      @input=${(event: Event) => onChange({ name: valueOf(event) })}
    />
    ${priceView(item, nth, deps, fault('unit_price'))}
    <input
      class="notes"
      aria-label="Notes for ${nth}"
      aria-invalid=${fault('notes').isWrong}
      aria-describedby=${fault('notes').saidBy}
      placeholder="Notes for the kitchen"
      maxlength="500"
      autocomplete="off"
      .value=${item.notes}
      @input=${(event: Event) => onChange({ notes: valueOf(event) })}
    />
    ${
      onRemove
        ? html`<button class="button round plain" type="button" aria-label="Remove ${nth}" @click=${onRemove}>
            ${sign('close')}
          </button>`
        : nothing
    }
    ${keptExtras(item, deps)} ${parts.map((part) => faultView(placeOf(part), wrong[placeOf(part)]))}
  </div>`;
}

function countView(
  { quantity }: ItemDraft,
  nth: string,
  { onChange }: ItemDeps,
  { isWrong, saidBy }: ReturnType<FaultOf>,
): TemplateResult {
  return html`<div class="count">
    <button
      class="button round"
      type="button"
      aria-label="One less of ${nth}"
      ?disabled=${(parseQuantity(quantity) ?? 2) <= 1}
      @click=${() => onChange({ quantity: stepped(quantity, -1) })}
    >
      −
    </button>
    <input
      class="number"
      aria-label="Quantity of ${nth}"
      aria-invalid=${isWrong}
      aria-describedby=${saidBy}
      inputmode="decimal"
      maxlength="8"
      autocomplete="off"
      .value=${quantity}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      @input=${(event: Event) => onChange({ quantity: valueOf(event) })}
    />
    <button
      class="button round"
      type="button"
      aria-label="One more of ${nth}"
      @click=${() => onChange({ quantity: stepped(quantity, 1) })}
    >
      +
    </button>
  </div>`;
}

const priceView = (
  item: ItemDraft,
  nth: string,
  { currency, onChange }: ItemDeps,
  { isWrong, saidBy }: ReturnType<FaultOf>,
): TemplateResult | typeof nothing =>
  currency === null
    ? nothing
    : html`<input
        class="price"
        data-price=${placeOfItem(item, 'unit_price')}
        aria-label="Price of ${nth}, in ${currency}"
        aria-invalid=${isWrong}
        aria-describedby=${saidBy}
        placeholder=${currency}
        inputmode="decimal"
        maxlength="20"
        autocomplete="off"
        .value=${item.price}
        @input=${(event: Event) => onChange({ price: valueOf(event) })}
      />`;
