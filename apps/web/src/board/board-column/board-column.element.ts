import { foundation, tokens } from '#libs/tracker';
import type { Order } from '#libs/contracts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Step } from '../board-orders/steps.ts';
import { emit } from '../../ui/controls/emit.ts';
import type { AcceptCountdown } from '../order-card/accept-countdown.ts';
import type { Age } from '../order-card/age.ts';
import { type Choosing, OrderCard } from '../order-card/order-card.element.ts';
import { styles } from './board-column.styles.ts';

/** All that a card is given. */
export interface CardView {
  readonly order: Order;
  readonly age: Age;
  readonly accept: AcceptCountdown | null;
  readonly step: Step | null;
  readonly isKept: boolean;
  readonly refusal: string | null;
  readonly hasLeft: boolean;
  readonly isFresh: boolean;
  /** A note for it was typed and has not gone along with a step. */
  readonly hasDraft: boolean;
  readonly choosing: Choosing;
}

interface FocusedCard {
  readonly card: OrderCard;
  readonly index: number;
}

/**
 * The orders of some statuses, one below the other.
 * @fires column-chosen when all of its cards are to be picked, with their orders
 */
export class BoardColumn extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    name: { attribute: false },
    cards: { attribute: false },
    empty: { attribute: false },
    showsStatus: { attribute: false },
    showsContact: { attribute: false },
    takesMoney: { attribute: false },
  };

  declare name: string;
  declare cards: readonly CardView[];
  /** Said where there is none; null while that is not known. */
  declare empty: string | null;
  declare showsStatus: boolean;
  declare showsContact: boolean;
  declare takesMoney: boolean;
  /** The card that the keyboard is at, and its place. */
  #focused: FocusedCard | null = null;

  /** Those that can be gone to, from top to bottom. */
  get reachable(): readonly OrderCard[] {
    return [...this.renderRoot.querySelectorAll('order-card')].filter(({ hasLeft }) => !hasLeft);
  }

  protected override willUpdate(): void {
    this.#focused = this.hasUpdated ? this.#focusNow() : null;
  }

  /** When the card that the keyboard was at has moved on, the next one is where the eye is. */
  protected override updated(): void {
    const { card, index } = this.#focused ?? {};
    if (card === undefined || (card.isConnected && !card.hasLeft)) return;
    this.reachable[Math.min(index ?? 0, this.reachable.length - 1)]?.focus();
  }

  protected override render(): TemplateResult {
    const { name, cards, empty } = this;
    const here = cards.filter(({ hasLeft }) => !hasLeft);
    return html`<section aria-label=${name}>
      <header>
        <h2>${name}</h2>
        <span class="count number">${here.length || nothing}</span>${this.#chooseAllView(here)}<slot
          name="beside"
        ></slot>
      </header>
      <div class="cards">
        ${repeat(
          cards,
          ({ order }) => order.order_id,
          (card) => this.#cardView(card),
        )}
        ${here.length === 0 && empty !== null ? html`<p class="empty">${empty}</p>` : nothing}
      </div>
    </section>`;
  }

  #cardView(card: CardView): TemplateResult {
    return html`<order-card
      .order=${card.order}
      .age=${card.age}
      .accept=${card.accept}
      .step=${card.step}
      .isKept=${card.isKept}
      .refusal=${card.refusal}
      .hasLeft=${card.hasLeft}
      .isFresh=${card.isFresh}
      .hasDraft=${card.hasDraft}
      .choosing=${card.choosing}
      .showsStatus=${this.showsStatus}
      .showsContact=${this.showsContact}
      .takesMoney=${this.takesMoney}
    ></order-card>`;
  }

  #chooseAllView(cards: readonly CardView[]): TemplateResult | typeof nothing {
    const open = cards.filter(({ choosing, step }) => choosing === 'open' && step !== null);
    if (open.length === 0) return nothing;
    return html`<button
      class="all"
      type="button"
      @click=${() => emit(this, 'column-chosen', { orders: open.map(({ order }) => order) })}
    >
      All<span class="unseen"> of ${this.name}</span>
    </button>`;
  }

  #focusNow(): FocusedCard | null {
    const card = this.shadowRoot?.activeElement;
    if (!(card instanceof OrderCard) || card.shadowRoot?.activeElement?.matches(':focus-visible') !== true)
      return null;
    return { card, index: this.reachable.indexOf(card) };
  }
}

customElements.define('board-column', BoardColumn);

declare global {
  interface HTMLElementTagNameMap {
    'board-column': BoardColumn;
  }
  interface HTMLElementEventMap {
    'column-chosen': CustomEvent<{ readonly orders: readonly Order[] }>;
  }
}
