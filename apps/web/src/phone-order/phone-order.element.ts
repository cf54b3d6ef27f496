import type { Order } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { v7 as newKey } from 'uuid';
import { kindWords } from '../board-layout/views.ts';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { shortNumber } from '../board-orders/short-number.ts';
import type { BoardSession } from '../board-session/session.ts';
import { controls } from '../controls/controls.styles.ts';
import '../dialog-frame/dialog-frame.element.ts';
import { refusalOf, type Wrong, wrongIn } from '../form-answer/form-answer.ts';
import '../order-link/order-link.element.ts';
import { type ItemDraft, emptyDraft, emptyItem, type OrderDraft, orderOf } from './order-draft.ts';
import { itemRow, knownDishes } from './item-row.ts';
import { styles } from './phone-order.styles.ts';

const kinds = ['pickup', 'delivery', 'dine_in'] as const;
const NO_ANSWER = 'There was no answer. Press again: it is sent once, however often you press.';

/** An order that someone takes by phone, or at the counter. @fires closed */
export class PhoneOrder extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    orders: { attribute: false },
    session: { attribute: false },
    draft: { state: true },
    wrong: { state: true },
    refusal: { state: true },
    isAsking: { state: true },
    placed: { state: true },
  };

  declare orders: BoardOrders;
  declare session: BoardSession;
  declare private draft: OrderDraft;
  declare private wrong: Wrong;
  declare private refusal: string | null;
  declare private isAsking: boolean;
  declare private placed: Order | null;
  /** One for each intention: pressing again sends the same. */
  #key = { for: '', key: '' };
  #items = 1;

  constructor() {
    super();
    this.#begin();
  }

  protected override render(): TemplateResult {
    return html`<dialog-frame
      >${this.placed ? this.#placedView(this.placed) : this.#formView()}</dialog-frame
    >`;
  }

  protected override firstUpdated(): void {
    setTimeout(() => this.renderRoot.querySelector<HTMLInputElement>('.name')?.focus());
  }

  #formView(): TemplateResult {
    const { draft, refusal, wrong } = this;
    return html`<h2 slot="heading">New order</h2>
      <form novalidate @submit=${(event: SubmitEvent) => void this.#place(event)}>
        <fieldset class="choice">
          <legend>Kind</legend>
          ${kinds.map(
            (kind) =>
              html` <label
                ><input
                  type="radio"
                  name="kind"
                  .checked=${draft.fulfilment === kind}
                  @change=${() => this.#set({ fulfilment: kind })}
                />${kindWords[kind]}</label
              >`,
          )}
        </fieldset>
        ${draft.fulfilment === 'dine_in' ? this.#field('Table', 'table', 'text', 50) : nothing}
        ${draft.fulfilment === 'delivery' ? this.#field('Address', 'address', 'text', 500) : nothing}
        <fieldset class="items">
          <legend>Items</legend>
          ${draft.items.map((item, index) => itemRow(item, { index, currency: this.#currency, wrong, onChange: (change) => this.#changeItem(item.id, change), onRemove: draft.items.length > 1 ? () => this.#removeItem(item.id) : null }))}
          <datalist id="dishes">
            ${[...knownDishes(this.orders.all).keys()].map((name) => html`<option value=${name}></option>`)}
          </datalist>
          <button class="button" type="button" @click=${() => this.#addItem()}>One more item</button>
        </fieldset>
        <fieldset class="who">
          <legend>Customer <small>to be told when it is ready</small></legend>
          ${this.#field('Name', 'name', 'text', 200)}
          ${this.#field('Phone', 'phone', 'tel', 32, '+63 917 123 4567')}
          ${this.#field('E-mail', 'email', 'email', 254)}
        </fieldset>
        ${refusal === null ? nothing : html`<p class="alert red" role="alert">${icon('delivery_failed')}<span>${refusal}</span></p>`}
        <button class="button primary send" type="submit" ?disabled=${this.isAsking}>
          ${this.isAsking ? 'Placing…' : 'Place the order'}
        </button>
      </form>`;
  }

  #placedView(order: Order): TemplateResult {
    return html`<h2 slot="heading">${order.order_number}</h2>
      <p class="done">
        ${icon('check')}<span
          >Number <strong class="number">${shortNumber(order.order_number)}</strong> is on the board. The
          customer follows it with this code.</span
        >
      </p>
      <order-link .order=${order} .session=${this.session}></order-link>
      <div class="ends">
        <button class="button" type="button" @click=${() => this.#begin()}>Another order</button
        ><button class="button primary" type="button" @click=${() => this.#close()}>Done</button>
      </div>`;
  }

  #field(
    words: string,
    name: 'table' | 'address' | 'name' | 'phone' | 'email',
    type: string,
    longest: number,
    example = '',
  ): TemplateResult {
    const wrong = this.wrong[name] ?? this.wrong[`customer.${name}`];
    return html`<label class="field"
      >${words}
      <input
        name=${name}
        type=${type}
        maxlength=${longest}
        autocomplete="off"
        placeholder=${example || nothing}
        aria-invalid=${wrong ? 'true' : nothing}
        .value=${this.draft[name]}
        @input=${(event: InputEvent) => this.#set({ [name]: (event.target as HTMLInputElement).value })}
      />
      ${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}
    </label>`;
  }

  /** That of the restaurant's orders; prices are asked for only where it is known. */
  get #currency(): string | null {
    return this.orders.all[0]?.total.currency ?? null;
  }

  #begin(): void {
    [this.draft, this.wrong, this.refusal, this.isAsking, this.placed] = [emptyDraft, {}, null, false, null];
  }

  #set(change: Partial<OrderDraft>): void {
    this.draft = { ...this.draft, ...change };
  }

  #changeItem(id: number, change: Partial<ItemDraft>): void {
    this.#set({
      items: this.draft.items.map((item) =>
        item.id === id ? { ...item, ...this.#withPrice(item, change) } : item,
      ),
    });
  }

  /** A dish that was sold before costs what it cost then, until someone says otherwise. */
  #withPrice({ price }: ItemDraft, change: Partial<ItemDraft>): Partial<ItemDraft> {
    const known =
      change.name !== undefined && price === '' ? knownDishes(this.orders.all).get(change.name) : undefined;
    return known ? { ...change, price: known } : change;
  }

  #addItem(): void {
    this.#set({ items: [...this.draft.items, emptyItem(this.#items++)] });
  }

  #removeItem(id: number): void {
    this.#set({ items: this.draft.items.filter((item) => item.id !== id) });
  }

  async #place(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const order = orderOf(this.draft, this.#currency);
    if (order.items.length === 0) {
      this.refusal = 'An order has at least one item.';
      return;
    }
    this.isAsking = true;
    const answer = await this.session.ask<Order>('POST', '/online/orders/', order, {
      'idempotency-key': this.#keyOf(JSON.stringify(order)),
    });
    this.isAsking = false;
    this.wrong = answer.ok ? {} : wrongIn(answer.problem);
    this.refusal = answer.ok ? null : refusalOf(answer.problem, NO_ANSWER);
    if (!answer.ok) return;
    this.placed = answer.body;
    this.orders.put(answer.body);
  }

  #keyOf(order: string): string {
    if (this.#key.for !== order) this.#key = { for: order, key: newKey() };
    return this.#key.key;
  }

  #close(): void {
    this.renderRoot.querySelector('dialog-frame')?.close();
  }
}

customElements.define('phone-order', PhoneOrder);

declare global {
  interface HTMLElementTagNameMap {
    'phone-order': PhoneOrder;
  }
}
