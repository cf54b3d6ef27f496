import type { Order, PlacedOrder, PlaceOrder } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';
import { refusalOf, type Wrong, wrongIn } from '../../ui/form-answer/form-answer.ts';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { withoutPrice, wrongAsTyped } from './draft-checks.ts';
import { orderFields } from './order-fields.ts';
import type { OrderDraft } from './order-draft.ts';
import type { Outcome, PhoneDraft, SentDraft } from './phone-draft.ts';
import type { PhoneDrafts } from './phone-drafts.ts';
import { styles } from './phone-order.styles.ts';
import { sumView } from './price-views.ts';
import './price-question.element.ts';
import './placed-order.element.ts';

const NO_ANSWER = 'There was no answer. Press again: it is placed once, however often you press.';
const NOTHING_ORDERED = 'An order has at least one item.';

interface Placed {
  readonly order: PlacedOrder;
  readonly sent: PlaceOrder;
  readonly isEarlier: boolean;
}

/** An order that someone takes by phone, or at the counter. @fires closed */
export class PhoneOrder extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    orders: { attribute: false },
    session: { attribute: false },
    drafts: { attribute: false },
    repeats: { attribute: false },
    wrong: { state: true },
    refusal: { state: true },
    isAsking: { state: true },
    asksForPrices: { state: true },
    placed: { state: true },
  };

  declare orders: BoardOrders;
  declare session: BoardSession;
  /** Where what is typed is kept when the form is closed before it is placed. */
  declare drafts: PhoneDrafts;
  /** What is ordered anew; null where nothing is. */
  declare repeats: Order | null;
  declare private wrong: Wrong;
  declare private refusal: string | null;
  declare private isAsking: boolean;
  /** Whether someone has yet to say that dishes without a price are meant so. */
  declare private asksForPrices: boolean;
  declare private placed: Placed | null;
  declare private draft: PhoneDraft;
  /** The restaurant's currency, as it is asked for when the form opens. */
  #currencyRead: Promise<string | null> = Promise.resolve(null);

  constructor() {
    super();
    this.repeats = null;
    this.#clear();
  }

  /** Whoever closes the form before anything has left means to place nothing. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.draft.giveUp();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('repeats') || changed.has('drafts')) this.draft = this.drafts.open(this.repeats);
    if (this.#currency !== null) this.draft.settle(this.#currency);
  }

  protected override render(): TemplateResult {
    return html`<dialog-frame
      >${this.placed ? this.#placedView(this.placed) : this.#formView()}</dialog-frame
    >`;
  }

  protected override firstUpdated(): void {
    void this.#readCurrency();
    if (this.draft.onItsWay) void this.#await(this.draft.onItsWay);
    setTimeout(() => void this.#focusOn('.name'));
  }

  #formView(): TemplateResult {
    const { refusal, wrong, isAsking } = this;
    return html`<h2 slot="heading">New order</h2>
      <form novalidate @submit=${(event: SubmitEvent) => this.#submitted(event)}>
        ${orderFields(this.draft.order, { wrong, currency: this.#currency, sold: this.orders.all, onChange: (change) => this.#set(change), onRemoved: () => void this.#focusOn('.items > .button') })}
        ${refusal === null ? nothing : html`<p class="alert red" role="alert">${icon('delivery_failed')}<span>${refusal}</span></p>`}
        ${this.asksForPrices ? this.#priceQuestion() : nothing}
        <div class="send">
          <button class="button primary" type="submit" ?disabled=${isAsking}>
            ${isAsking ? 'Placing…' : html`Place the order${sumView(this.draft.order, this.#currency)}`}
          </button>
          ${this.draft.isBegun ? html`<button class="button plain" type="button" ?disabled=${isAsking} @click=${() => this.#clearForm()}>Clear the form</button>` : nothing}
        </div>
      </form>`;
  }

  #priceQuestion(): TemplateResult {
    return html`<price-question
      .names=${withoutPrice(this.draft.order).map(({ name }) => name)}
      @price-wanted=${() => this.#addPrice()}
      @price-unwanted=${() => void this.#submit(this.draft.order)}
    ></price-question>`;
  }

  #placedView({ order, sent, isEarlier }: Placed): TemplateResult {
    return html`<h2 slot="heading">${order.order_number}</h2>
      <placed-order
        .placed=${order}
        .sent=${sent}
        .isEarlier=${isEarlier}
        .session=${this.session}
        @order-corrected=${(event: HTMLElementEventMap['order-corrected']) => this.#corrected(event)}
      ></placed-order>
      <div class="ends">
        <button class="button" type="button" @click=${() => this.#show(this.drafts.open(order))}>
          The same again</button
        ><button class="button" type="button" @click=${() => this.#show(this.drafts.open(null))}>
          Another order</button
        ><button class="button primary" type="button" @click=${() => this.#close()}>Done</button>
      </div>`;
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

  #clearForm(): void {
    this.draft.begin();
    this.#show(this.draft);
  }

  /** Something may stand in it already, or be on its way. */
  #show(draft: PhoneDraft): void {
    this.draft = draft;
    this.#clear();
    this.requestUpdate();
    if (draft.onItsWay) void this.#await(draft.onItsWay);
    void this.#focusOn('.name');
  }

  #clear(): void {
    [this.wrong, this.refusal, this.isAsking, this.asksForPrices, this.placed] = [
      {},
      null,
      false,
      false,
      null,
    ];
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
    switch (outcome.kind) {
      case 'given up':
        return;
      case 'no currency':
        return this.#refuse(NO_ANSWER);
      case 'nothing ordered':
        return this.#refuse(NOTHING_ORDERED);
      case 'wrong':
        return this.#refuse('Not placed yet: look at what is marked.', outcome.wrong);
      case 'without price':
        return this.#askForPrices();
      case 'sent':
        return this.#sent(outcome);
    }
  }

  async #sent({ order: sent, isEarlier, answer, typed }: SentDraft): Promise<void> {
    if (!answer.ok) {
      const wrong = wrongAsTyped(wrongIn(answer.problem), typed);
      await this.#refuse(refusalOf(answer.problem, NO_ANSWER), wrong);
      return;
    }
    this.orders.put(answer.body);
    this.#clear();
    this.placed = { order: answer.body, sent, isEarlier };
    await this.#focusOn('placed-order');
    this.renderRoot.querySelector('placed-order')?.scrollIntoView({ block: 'start' });
  }

  /** Says why, and puts the keyboard to what is to be put right. */
  async #refuse(refusal: string, wrong: Wrong = {}): Promise<void> {
    [this.refusal, this.wrong] = [refusal, wrong];
    await this.updateComplete;
    await this.#focusOn(this.renderRoot.querySelector('[aria-invalid]') ? '[aria-invalid]' : '[type=submit]');
  }

  #corrected({ detail: { order } }: HTMLElementEventMap['order-corrected']): void {
    if (this.placed) this.placed = { ...this.placed, order: { ...this.placed.order, ...order } };
    void this.orders.readOne(order.order_id);
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
