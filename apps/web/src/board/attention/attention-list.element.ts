import type { Order } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import { popover } from '../board-bar/popover.styles.ts';
import { placeOf } from '../order-card/place-words.ts';
import { attentionWords } from './attention-words.ts';

const styles = css`
  :host {
    display: flex;
    flex: none;
  }
  .call {
    min-block-size: 44px;
    padding-inline: 16px;
    border-color: transparent;
    background: var(--_ink);
    color: var(--_page);
    font-weight: 680;
  }
  .menu small {
    display: block;
    color: var(--_muted);
    font-size: 14px;
    font-weight: 450;
    overflow-wrap: anywhere;
  }
  .menu strong {
    flex: none;
    min-inline-size: 3.5rem;
    font-size: 20px;
    font-weight: 720;
    text-align: start;
  }
  .menu span {
    min-inline-size: 0;
    text-align: start;
  }
  @media (max-width: 40rem) {
    .call {
      padding-inline: 12px;
    }
    .call .rest {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;

/**
 * How many orders call for attention, and which; each leads to its card.
 * @fires attention-looked attention-picked
 */
export class AttentionList extends LitElement {
  static override readonly styles = [tokens, foundation, controls, popover, styles];
  static override readonly properties: PropertyDeclarations = { orders: { attribute: false } };

  /** At least one. */
  declare orders: readonly Order[];

  protected override render(): TemplateResult {
    const count = this.orders.length;
    return html`<button class="button call red" type="button" popovertarget="calling">
        ${sign('alarm')}<span>${count}<span class="rest"> ${count === 1 ? 'needs' : 'need'} you</span></span>
      </button>
      <div id="calling" class="menu" popover @toggle=${(event: ToggleEvent) => this.#toggled(event)}>
        ${this.orders.map(
          (order) =>
            html`<button type="button" @click=${() => this.#pick(order)}>
              <strong class="number">${order.display_number}</strong
              ><span>${attentionWords(order)}<small>${placeOf(order)}</small></span>
            </button>`,
        )}
      </div>`;
  }

  /** Whoever opens the list has seen all of it. */
  #toggled({ newState }: ToggleEvent): void {
    if (newState === 'open') emit(this, 'attention-looked', { orders: this.orders });
  }

  #pick(order: Order): void {
    this.renderRoot.querySelector<HTMLElement>('#calling')?.hidePopover();
    emit(this, 'attention-picked', { order });
  }
}

customElements.define('attention-list', AttentionList);

declare global {
  interface HTMLElementTagNameMap {
    'attention-list': AttentionList;
  }
  interface HTMLElementEventMap {
    'attention-looked': CustomEvent<{ readonly orders: readonly Order[] }>;
    'attention-picked': CustomEvent<{ readonly order: Order }>;
  }
}
