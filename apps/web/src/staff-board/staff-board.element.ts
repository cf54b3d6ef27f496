import { en, foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { BoardOrders, type Undoable } from '../board-orders/board-orders.controller.ts';
import type { Card } from '../board-orders/cards.ts';
import { type ForwardStep, forwardStep } from '../board-orders/forward-step.ts';
import type { BoardSession } from '../board-session/session.ts';
import { type Column, columns } from './columns.ts';
import { cardView } from './order-card.ts';
import { styles } from './staff-board.styles.ts';

const TICK_MS = 1_000;
/** When a card leaves, the next one moves up under the finger: a second tap this soon was meant for the first. */
const SECOND_TAP_MS = 600;

/**
 * The restaurant's open orders by status, live. It is made with a session and lives as long as that session.
 * @fires session-over when the person logs out or must log in again
 */
export class StaffBoard extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = { session: { attribute: false } };

  declare session: BoardSession;
  #tappedAt = 0;
  #orders: BoardOrders | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  protected override willUpdate(): void {
    this.#orders ??= new BoardOrders(this, this.session, () => this.#leave());
  }

  protected override render(): TemplateResult | typeof nothing {
    const orders = this.#orders;
    if (orders === null) return nothing;
    return html`
      ${this.#connectionBar(orders)}
      <header class="top">
        <h1>Orders</h1>
        <p class="who">${this.session.user.name}</p>
        <button class="quiet" type="button" @click=${() => this.#leave()}>Log out</button>
      </header>
      <main class="columns" aria-label="Orders by status" aria-busy=${!orders.isLoaded} tabindex="0">${columns.map((column) => this.#columnView(column, orders))}</main>
      <div class="toasts">${this.#refusalView(orders)} ${orders.undoable ? this.#undoView(orders.undoable, orders) : nothing}</div>`;
  }

  #columnView({ title, statuses, empty }: Column, orders: BoardOrders): TemplateResult {
    const cards = orders.cardsOf(statuses);
    return html`<section class="column" aria-label=${title}>
      <h2>${title}<span class="count number">${cards.length || nothing}</span></h2>
      ${repeat(cards, ({ order }) => order.order_id, (card) => this.#cardView(card, orders))}
      ${cards.length === 0 && orders.isLoaded ? html`<p class="empty">${empty}</p>` : nothing}
    </section>`;
  }

  #cardView(card: Card, orders: BoardOrders): TemplateResult {
    const step = forwardStep(card.order, this.session.user.role);
    const isMoving = orders.isMoving(card.order.order_id);
    return cardView(card, { step, isMoving, onForward: () => step && this.#forward(card, step.to, orders) }, Date.now());
  }

  #forward({ order }: Card, to: ForwardStep['to'], orders: BoardOrders): void {
    if (Date.now() - this.#tappedAt < SECOND_TAP_MS) return;
    this.#tappedAt = Date.now();
    void orders.move(order, to);
  }

  #connectionBar({ status, downSince, isLoaded }: BoardOrders): TemplateResult | typeof nothing {
    if (status === 'connected' || (!isLoaded && Date.now() - downSince < 2_000)) return nothing;
    const seconds = Math.round((Date.now() - downSince) / 1_000);
    const words = status === 'polling' ? 'Not live. The orders are read every 10 s.' : 'No connection. Taps are kept and sent when it is back.';
    return html`<p class="offline" role="status">${icon('delivery_failed')}<span>${words}</span><span class="number" aria-live="off">${seconds} s</span></p>`;
  }

  #undoView({ order, to, until }: Undoable, orders: BoardOrders): TemplateResult {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
    return html`<div class="toast" role="status">
      <p><strong>${order.order_number}</strong> is now ${en.labels[to].toLowerCase()}</p>
      <button type="button" @click=${() => void orders.undo()}>${icon('undo')}Undo<span class="number" aria-hidden="true">${seconds}</span></button>
    </div>`;
  }

  #refusalView(orders: BoardOrders): TemplateResult | typeof nothing {
    if (orders.refusal === null) return nothing;
    return html`<div class="toast refusal red" role="alert">
      ${icon('delivery_failed')}<p>${orders.refusal}</p>
      <button type="button" @click=${() => orders.dismissRefusal()}>OK</button>
    </div>`;
  }

  #leave(): void {
    this.session.end();
    this.dispatchEvent(new CustomEvent('session-over'));
  }
}

customElements.define('staff-board', StaffBoard);
