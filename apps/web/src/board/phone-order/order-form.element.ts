import { foundation, tokens } from '#libs/tracker';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import type { Wrong } from '../../ui/form-answer/form-answer.ts';
import { refusalView } from '../../ui/form-answer/refusal-view.ts';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { withoutPrice } from './draft-checks.ts';
import { orderFields } from './order-fields.ts';
import { styles } from './order-form.styles.ts';
import type { OrderDraft } from './order-draft.ts';
import type { Outcome, PhoneDraft } from './phone-draft.ts';
import type { JustPlaced } from './placed-order.element.ts';
import { sumView } from './price-views.ts';
import './price-question.element.ts';
import { type RefusedDraft, refusedDraft } from './refused-draft.ts';

/** What an order is typed into, and placed from. @fires order-placed */
export class OrderForm extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    orders: { attribute: false },
    draft: { attribute: false },
    wrong: { state: true },
    refusal: { state: true },
    isAsking: { state: true },
    asksForPrices: { state: true },
  };

  declare orders: BoardOrders;
  /** Something may stand in it already, or be on its way. */
  declare draft: PhoneDraft;
  declare private wrong: Wrong;
  declare private refusal: string | null;
  declare private isAsking: boolean;
  /** Whether someone has yet to say that dishes without a price are meant so. */
  declare private asksForPrices: boolean;
  /** The restaurant's currency, as it is asked for when the form opens. */
  #currencyRead: Promise<string | null> = Promise.resolve(null);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft')) this.#clear();
    if (this.#currency !== null) this.draft.settle(this.#currency);
  }

  protected override render(): TemplateResult {
    const { draft, refusal, wrong, isAsking } = this;
    return html`<form novalidate @submit=${(event: SubmitEvent) => this.#submitted(event)}>
      ${orderFields(draft.order, {
        wrong,
        currency: this.#currency,
        sold: this.orders.all,
        onChange: (change) => this.#set(change),
        onRemoved: () => void this.#focusOn('.items > .button'),
      })}
      ${refusalView(refusal)} ${this.asksForPrices ? this.#priceQuestion() : nothing}
      <div class="send">
        <button class="button primary" type="submit" ?disabled=${isAsking}>
          ${isAsking ? 'Placing…' : html`Place the order${sumView(draft.order, this.#currency)}`}
        </button>
        ${draft.isBegun ? this.#clearButton() : nothing}
      </div>
    </form>`;
  }

  protected override firstUpdated(): void {
    void this.#readCurrency();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('draft')) return;
    if (this.draft.onItsWay) void this.#await(this.draft.onItsWay);
    setTimeout(() => void this.#focusOn('.name'));
  }

  #clearButton(): TemplateResult {
    return html`<button
      class="button plain"
      type="button"
      ?disabled=${this.isAsking}
      @click=${() => this.#beginAnew()}
    >
      Clear the form
    </button>`;
  }

  #priceQuestion(): TemplateResult {
    return html`<price-question
      .names=${withoutPrice(this.draft.order).map(({ name }) => name)}
      @price-wanted=${() => this.#addPrice()}
      @price-unwanted=${() => void this.#submit(this.draft.order)}
    ></price-question>`;
  }

  get #currency(): string | null {
    return this.orders.currency;
  }

  /** Someone may have changed it since the board was opened. */
  async #readCurrency(): Promise<string | null> {
    this.#currencyRead = this.orders.readCurrency();
    const currency = await this.#currencyRead;
    this.requestUpdate();
    await this.updateComplete;
    return currency;
  }

  #beginAnew(): void {
    this.draft.begin();
    this.#clear();
    this.requestUpdate();
    void this.#focusOn('.name');
  }

  #clear(): void {
    [this.wrong, this.refusal, this.isAsking, this.asksForPrices] = [{}, null, false, false];
  }

  #set(change: Partial<OrderDraft>): void {
    this.draft.order = { ...this.draft.order, ...change };
    this.asksForPrices = false;
    this.requestUpdate();
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    void this.#submit();
  }

  /** @param meant the draft of which someone has said that what has no price in it costs nothing */
  async #submit(meant: OrderDraft | null = null): Promise<void> {
    if (this.isAsking) return;
    [this.asksForPrices, this.refusal] = [false, null];
    const askCurrency = async (): Promise<string | null> =>
      (await this.#currencyRead) ?? (await this.#readCurrency());
    await this.#await(this.draft.place(askCurrency, meant));
  }

  /** What is on its way is shown so, and so is what becomes of it. */
  async #await(onItsWay: Promise<Outcome>): Promise<void> {
    this.isAsking = true;
    const outcome = await onItsWay;
    this.isAsking = false;
    await this.#tell(outcome);
  }

  async #tell(outcome: Outcome): Promise<void> {
    const refused = refusedDraft(outcome);
    if (refused !== null) return this.#refuse(refused);
    if (outcome.kind === 'without price') return this.#askForPrices();
    if (outcome.kind !== 'sent' || !outcome.answer.ok) return;
    const { order: sent, isEarlier, answer } = outcome;
    this.orders.placedHere(answer.body);
    emit(this, 'order-placed', { order: answer.body, sent, isEarlier } satisfies JustPlaced);
  }

  /** Says why, and puts the keyboard to what is to be put right. */
  async #refuse({ refusal, wrong }: RefusedDraft): Promise<void> {
    [this.refusal, this.wrong] = [refusal, wrong];
    await this.updateComplete;
    await this.#focusOn(this.renderRoot.querySelector('[aria-invalid]') ? '[aria-invalid]' : '[type=submit]');
  }

  async #askForPrices(): Promise<void> {
    [this.asksForPrices, this.wrong] = [true, {}];
    await this.#focusOn('price-question');
  }

  #addPrice(): void {
    const [first] = withoutPrice(this.draft.order);
    this.asksForPrices = false;
    void this.#focusOn(`[data-price="${first?.place}"]`);
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

customElements.define('order-form', OrderForm);

declare global {
  interface HTMLElementTagNameMap {
    'order-form': OrderForm;
  }
  interface HTMLElementEventMap {
    'order-placed': CustomEvent<JustPlaced>;
  }
}
