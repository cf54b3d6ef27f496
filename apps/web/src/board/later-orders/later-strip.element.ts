import type { Order } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import { clockWords, dayWords } from '../order-content/when-words.ts';

const styles = css`
  :host {
    display: flex;
    min-block-size: 0;
    padding-block: 4px 12px;
  }
  button {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 10px;
    inline-size: 72px;
    padding: 14px 4px;
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_blue-ground);
    color: var(--_blue);
    font: inherit;
    line-height: 1.25;
    cursor: pointer;
  }
  strong {
    font-size: 28px;
    font-weight: 720;
  }
  small {
    font-size: 14px;
    font-weight: 550;
  }
  .first {
    display: grid;
    gap: 2px;
    padding-block-start: 10px;
    border-block-start: 1px solid currentcolor;
    text-align: center;
  }
  .first .number {
    font-weight: 680;
  }
  .first span::first-letter {
    text-transform: uppercase;
  }
`;

/** How many orders are for later, folded; the next one's time. @fires later-toggled */
export class LaterStrip extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = { orders: { attribute: false } };

  /** By their time. */
  declare orders: readonly Order[];

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override render(): TemplateResult {
    const [first] = this.orders;
    return html`<button
      type="button"
      aria-expanded="false"
      title="Show what is for later"
      @click=${() => emit(this, 'later-toggled')}
    >
      ${sign('later')}<small>Later</small><strong class="number">${this.orders.length}</strong>
      ${
        first?.scheduled_for
          ? html`<small class="first"
              ><span>${dayWords(first.scheduled_for)}</span
              ><span class="number">${clockWords(first.scheduled_for)}</span></small
            >`
          : nothing
      }
    </button>`;
  }
}

customElements.define('later-strip', LaterStrip);

declare global {
  interface HTMLElementTagNameMap {
    'later-strip': LaterStrip;
  }
  interface HTMLElementEventMap {
    'later-toggled': CustomEvent;
  }
}
