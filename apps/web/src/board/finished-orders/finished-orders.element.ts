import type { Order } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import { foundation, icon, timeOfDay, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import '../../ui/dialog-frame/dialog-frame.element.ts';
import { sign } from '../../ui/controls/sign.ts';
import { fitOf } from '../board-layout/search.ts';
import type { OrdersApi } from '../board-orders/orders-api.ts';
import { placeOf } from '../order-card/place-words.ts';
import { labelOf } from '../order-content/status-label.ts';
import { FinishedReader } from './finished-reader.ts';
import { styles } from './finished-orders.styles.ts';

/** Orders that ended within a day, to look at, to find and to take back. @fires closed card-open */
export class FinishedOrders extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    api: { attribute: false },
    known: { attribute: false },
    search: { attribute: false },
    now: { attribute: false },
  };

  declare api: OrdersApi;
  /** What the board knows by itself, and knows better. */
  declare known: readonly Order[];
  declare search: string;
  /** By the server's clock, in ms, as it is opened. */
  declare now: number;
  #reader: FinishedReader | null = null;

  protected override willUpdate(): void {
    if (this.#reader) return;
    this.#reader = new FinishedReader(this.api, this.now, () => this.requestUpdate());
    void this.#reader.more();
    this.#searched();
  }

  protected override firstUpdated(): void {
    setTimeout(() => this.renderRoot.querySelector('input')?.focus());
  }

  protected override render(): TemplateResult {
    const found = this.#found();
    return html`<dialog-frame>
      <h2 slot="heading">Finished in the last 24 hours</h2>
      <label class="search"
        >${sign('search')}<span class="unseen">Search finished orders</span>
        <input
          type="search"
          placeholder="Number, name, phone, table, dish"
          autocomplete="off"
          .value=${this.search}
          @input=${(event: InputEvent) => this.#typed(event)}
        />
      </label>
      ${
        found.length === 0
          ? nothing
          : html`<ul>
              ${found.map((order) => this.#rowView(order))}
            </ul>`
      }
      ${this.#endView(found.length)}
    </dialog-frame>`;
  }

  /** What is found, the very number first, then the latest. */
  #found(): readonly Order[] {
    const orders = new Map((this.#reader?.orders ?? []).map((order) => [order.order_id, order]));
    for (const order of this.known) orders.set(order.order_id, order);
    return [...orders.values()]
      .filter(({ status }) => isFinal(status))
      .map((order) => ({ order, fit: fitOf(order, this.search) }))
      .filter(({ fit }) => fit > 0)
      .sort((one, other) => other.fit - one.fit || other.order.updated_at.localeCompare(one.order.updated_at))
      .map(({ order }) => order);
  }

  #endView(count: number): TemplateResult | typeof nothing {
    const reader = this.#reader;
    if (reader?.hasFailed === true)
      return html`<p class="alert red" role="alert">The earlier ones could not be read. Nothing is lost.</p>
        <button class="button" type="button" @click=${() => void reader.more()}>Try again</button>`;
    if (reader?.isReading === true) return html`<p class="quiet" role="status">Reading…</p>`;
    if (count === 0)
      return html`<p class="quiet" role="status">
        ${this.search.trim() === '' ? 'None in the last 24 hours.' : 'None that match.'}
      </p>`;
    if (reader?.hasMore !== true) return nothing;
    return html`<button class="button" type="button" @click=${() => void reader.more()}>Show more</button>`;
  }

  #rowView(order: Order): TemplateResult {
    return html`<li>
      <button class="row" type="button" @click=${() => emit(this, 'card-open', { order })}>
        <strong class="number">${order.display_number}</strong>
        <span class="what ${order.status_info.color}"
          >${placeOf(order)}<span>${icon(order.status)}${labelOf(order.status)}</span></span
        >
        <time datetime=${order.updated_at}>${timeOfDay(order.updated_at)}</time>
      </button>
    </li>`;
  }

  #typed(event: InputEvent): void {
    this.search = (event.target as HTMLInputElement).value;
    this.#searched();
  }

  /** What is looked for may be on any page. */
  #searched(): void {
    if (this.search.trim() !== '') void this.#reader?.all();
  }
}

customElements.define('finished-orders', FinishedOrders);

declare global {
  interface HTMLElementTagNameMap {
    'finished-orders': FinishedOrders;
  }
}
