import type { Order } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import {
  css,
  html,
  LitElement,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import './order-form.element.ts';
import type { PhoneDraft } from './phone-draft.ts';
import type { PhoneDrafts } from './phone-drafts.ts';
import './placed-order.element.ts';
import type { JustPlaced } from './placed-order.element.ts';

const styles = css`
  :host {
    line-height: 1.4;
  }
  placed-order {
    scroll-margin-block-start: 96px;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }
  .ends > * {
    flex: 1;
    min-block-size: 56px;
  }
`;

/** An order that someone takes by phone, or at the counter: its form, then what came of it. @fires closed */
export class PhoneOrder extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    orders: { attribute: false },
    session: { attribute: false },
    drafts: { attribute: false },
    repeats: { attribute: false },
    placed: { state: true },
  };

  declare orders: BoardOrders;
  declare session: BoardSession;
  /** Where what is typed is kept when the form is closed before it is placed. */
  declare drafts: PhoneDrafts;
  /** What is ordered anew; null where nothing is. */
  declare repeats: Order | null;
  declare private placed: JustPlaced | null;
  declare private draft: PhoneDraft;

  constructor() {
    super();
    [this.repeats, this.placed] = [null, null];
  }

  /** Whoever closes the form before anything has left means to place nothing. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.draft.giveUp();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('repeats') || changed.has('drafts')) this.draft = this.drafts.open(this.repeats);
  }

  protected override render(): TemplateResult {
    return html`<dialog-frame
      >${this.placed ? this.#placedView(this.placed) : this.#formView()}</dialog-frame
    >`;
  }

  #formView(): TemplateResult {
    return html`<h2 slot="heading">New order</h2>
      <order-form
        .orders=${this.orders}
        .draft=${this.draft}
        @order-placed=${(event: HTMLElementEventMap['order-placed']) => void this.#show(event.detail)}
      ></order-form>`;
  }

  #placedView({ order, sent, isEarlier }: JustPlaced): TemplateResult {
    return html`<h2 slot="heading">${order.order_number}</h2>
      <placed-order
        .placed=${order}
        .sent=${sent}
        .isEarlier=${isEarlier}
        .session=${this.session}
        @order-corrected=${(event: HTMLElementEventMap['order-corrected']) => this.#corrected(event)}
      ></placed-order>
      <div class="ends">
        <button class="button" type="button" @click=${() => this.#open(order)}>The same again</button
        ><button class="button" type="button" @click=${() => this.#open(null)}>Another order</button
        ><button class="button primary" type="button" @click=${() => this.#close()}>Done</button>
      </div>`;
  }

  async #show(placed: JustPlaced): Promise<void> {
    this.placed = placed;
    await this.updateComplete;
    const view = this.renderRoot.querySelector('placed-order');
    view?.focus();
    view?.scrollIntoView({ block: 'start' });
  }

  #open(repeats: Order | null): void {
    [this.draft, this.placed] = [this.drafts.open(repeats), null];
  }

  #corrected({ detail: { order } }: HTMLElementEventMap['order-corrected']): void {
    if (this.placed) this.placed = { ...this.placed, order: { ...this.placed.order, ...order } };
    void this.orders.readOne(order.order_id);
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
