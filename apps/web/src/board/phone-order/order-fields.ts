import type { Adjustment, Order } from '#libs/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import { sign } from '../../ui/controls/sign.ts';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import { kindWords } from '../board-layout/views.ts';
import { moneyText } from '../order-content/amount-texts.ts';
import { adjustmentName } from '../order-content/sums.ts';
import { orderTimeField } from '../order-time/order-time-field.ts';
import { changedItem, withItems } from './item-changes.ts';
import { itemRow } from './item-row.ts';
import { knownDishes } from './known-dishes.ts';
import { emptyItem, type ItemDraft, nextId, type OrderDraft } from './order-draft.ts';

interface FieldDeps {
  /** Null while it is not known: no prices are asked for. */
  readonly currency: string | null;
  readonly wrong: Wrong;
  /** What the board knows of: its dishes are suggested. */
  readonly sold: readonly Order[];
  readonly onChange: (change: Partial<OrderDraft>) => void;
  /** What had the focus is gone with it. */
  readonly onRemoved: () => void;
}

const kinds = ['pickup', 'delivery', 'dine_in'] as const;

/** Everything that is asked about an order. */
export function orderFields(draft: OrderDraft, deps: FieldDeps): TemplateResult {
  const { fulfilment } = draft;
  const field = fieldOf(draft, deps);
  return html`<fieldset class="choice">
      <legend>Kind</legend>
      ${kinds.map(
        (kind) =>
          html`<label
            ><input
              type="radio"
              name="kind"
              .checked=${fulfilment === kind}
              @change=${() => deps.onChange({ fulfilment: kind })}
            />${kindWords[kind]}</label
          >`,
      )}
    </fieldset>
    ${whenView(draft, deps)} ${fulfilment === 'dine_in' ? field('Table', 'table', 50) : nothing}
    ${fulfilment === 'delivery' ? field('Address', 'address', 500) : nothing} ${itemsView(draft, deps)}
    ${adjustmentsView(draft, deps)} ${field('Notes on the order', 'notes', 500)}
    <fieldset class="who">
      <legend>Customer <small>to be told when it is ready</small></legend>
      ${field('Name', 'name', 200)} ${field('Phone', 'phone', 32, 'tel', '+63 917 123 4567')}
      ${field('E-mail', 'email', 254, 'email')}
    </fieldset>`;
}

/** At once, or for later. */
function whenView({ scheduledFor }: OrderDraft, { wrong, onChange }: FieldDeps): TemplateResult {
  const choice = (words: string, isLater: boolean): TemplateResult =>
    html`<label
      ><input
        type="radio"
        name="when"
        .checked=${isLater === (scheduledFor !== null)}
        @change=${() => onChange({ scheduledFor: isLater ? '' : null })}
      />${words}</label
    >`;
  return html`<fieldset class="choice">
      <legend>When</legend>
      ${choice('Now', false)} ${choice('For later', true)}
    </fieldset>
    ${
      scheduledFor === null
        ? nothing
        : orderTimeField({
            words: 'Day and time',
            value: scheduledFor,
            wrong: wrong['scheduled_for'],
            onTyped: (typed) => onChange({ scheduledFor: typed }),
          })
    }`;
}

type TextField = 'table' | 'address' | 'notes' | 'name' | 'phone' | 'email';

const fieldOf =
  (draft: OrderDraft, { wrong, onChange }: FieldDeps) =>
  (words: string, name: TextField, longest: number, type = 'text', example = ''): TemplateResult => {
    const { isWrong, saidBy } = faultOf(name, wrong[name]);
    return html`<label class="field"
      >${words}
      <input
        name=${name}
        type=${type}
        maxlength=${longest}
        autocomplete="off"
        placeholder=${example || nothing}
        aria-invalid=${isWrong}
        aria-describedby=${saidBy}
        .value=${draft[name]}
        @input=${(event: InputEvent) => onChange({ [name]: (event.target as HTMLInputElement).value })}
      />
      ${faultView(name, wrong[name])}
    </label>`;
  };

function itemsView(draft: OrderDraft, deps: FieldDeps): TemplateResult {
  const { items } = draft;
  const { currency, wrong, sold, onChange, onRemoved } = deps;
  const dishes = knownDishes(sold, currency);
  const put = (changed: readonly ItemDraft[]): void => onChange(withItems(draft, changed));
  const change = (id: number, part: Partial<ItemDraft>): void =>
    put(items.map((item) => (item.id === id ? changedItem(item, part, dishes) : item)));
  const remove = (id: number): void => {
    put(items.filter((item) => item.id !== id));
    onRemoved();
  };
  return html`<fieldset class="items">
    <legend>Items</legend>
    ${items.map((item, index) =>
      itemRow(item, {
        index,
        currency,
        wrong,
        onChange: (part) => change(item.id, part),
        onRemove: items.length > 1 ? () => remove(item.id) : null,
      }),
    )}
    <datalist id="dishes">
      ${[...dishes.keys()].map((name) => html`<option value=${name}></option>`)}
    </datalist>
    <button class="button" type="button" @click=${() => put([...items, emptyItem(nextId(items))])}>
      One more item
    </button>
  </fieldset>`;
}

/** What is added to a repeated order, or taken off it. */
function adjustmentsView(
  { adjustments }: OrderDraft,
  { currency, onChange }: FieldDeps,
): TemplateResult | typeof nothing {
  if (adjustments.length === 0 || currency === null) return nothing;
  const remove = (one: Adjustment): void =>
    onChange({ adjustments: adjustments.filter((each) => each !== one), total: null });
  const view = (each: Adjustment): TemplateResult => {
    const words = `${adjustmentName(each)} ${moneyText(each.amount, currency)}`;
    return html`<button
      class="chip"
      type="button"
      aria-label="Leave out ${words}"
      @click=${() => remove(each)}
    >
      ${words}${sign('close')}
    </button>`;
  };
  return html`<div class="choice" role="group" aria-label="Added and taken off">
    ${adjustments.map(view)}
  </div>`;
}
