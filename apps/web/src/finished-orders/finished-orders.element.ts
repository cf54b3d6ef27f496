import type { Order } from '#libs/contracts';
import { en, foundation, icon, timeOfDay, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { shortNumber } from '../board-orders/short-number.ts';
import { controls } from '../controls/controls.styles.ts';
import { emit } from '../controls/emit.ts';
import '../dialog-frame/dialog-frame.element.ts';
import { placeOf } from '../order-card/card-parts.ts';

const styles = css`
  button.row {
    display: grid;
    grid-template-columns: minmax(3.5rem, auto) 1fr auto;
    align-items: center;
    gap: 16px;
    inline-size: 100%;
    min-block-size: 60px;
    padding: 8px 4px;
    border: 0;
    border-block-end: 1px solid var(--_hair);
    background: transparent;
    text-align: start;
    line-height: 1.4;
    cursor: pointer;
  }
  strong {
    font-size: 20px;
    font-weight: 700;
  }
  .what {
    overflow-wrap: anywhere;
  }
  .what span {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_ink);
    font-size: 14px;
    font-weight: 600;
  }
  time,
  .quiet {
    color: var(--_muted);
    font-size: 14px;
  }
`;

/** Orders that ended a short while ago, to look at and to take back. @fires closed card-open */
export class FinishedOrders extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = { finished: { attribute: false } };

  /** The latest first. */
  declare finished: readonly Order[];

  protected override render(): TemplateResult {
    return html`<dialog-frame>
      <h2 slot="heading">Finished in the last ten minutes</h2>
      ${
        this.finished.length === 0
          ? html`<p class="quiet">None. What ends now stays here for ten minutes, to be taken back.</p>`
          : html`<ul>
              ${this.finished.map((order) => this.#rowView(order))}
            </ul>`
      }
    </dialog-frame>`;
  }

  #rowView(order: Order): TemplateResult {
    return html`<li>
      <button class="row" type="button" @click=${() => emit(this, 'card-open', { order })}>
        <strong class="number">${shortNumber(order.order_number)}</strong>
        <span class="what ${order.status_info.color}"
          >${placeOf(order)}<span>${icon(order.status)}${en.labels[order.status]}</span></span
        >
        <time datetime=${order.updated_at}>${timeOfDay(order.updated_at)}</time>
      </button>
    </li>`;
  }
}

customElements.define('finished-orders', FinishedOrders);

declare global {
  interface HTMLElementTagNameMap {
    'finished-orders': FinishedOrders;
  }
}
