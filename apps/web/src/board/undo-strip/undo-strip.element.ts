import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import { labelOf } from '../order-content/status-label.ts';
import { calledOut } from '../outbox/change-words.ts';
import type { Notice } from '../notices/notices.ts';
import type { UndoOffer } from '../undo/undo-offers.ts';
import { styles } from './undo-strip.styles.ts';

/** Cards that are picked to move together; null while none are being picked. */
export type Chosen = { readonly count: number } | null;

/**
 * Where the thumb is: what can be taken back, and what was not done. It is always there, so that nothing has
 * to make room for it.
 * @fires undo notice-seen notices-wanted chosen-forward choosing-toggled
 * @fires focus-lost when what was pressed is gone
 */
export class UndoStrip extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    offers: { attribute: false },
    notices: { attribute: false },
    chosen: { attribute: false },
    now: { attribute: false },
  };

  declare offers: readonly UndoOffer[];
  declare notices: readonly Notice[];
  declare chosen: Chosen;
  /** By this machine's clock, in ms. */
  declare now: number;

  #hadFocus = false;

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override updated(): void {
    if (this.#hadFocus && this.shadowRoot?.activeElement == null) emit(this, 'focus-lost');
  }

  protected override render(): TemplateResult {
    const { offers, notices, chosen } = this;
    const [notice] = notices;
    const isIdle = offers.length === 0 && notice === undefined && chosen === null;
    return html`<footer>
      ${chosen ? this.#chosenView(chosen.count) : nothing}
      ${notice ? this.#noticeView(notice, notices.length - 1) : nothing}
      ${isIdle ? html`<p class="hint">A card’s lower edge moves it on. Anywhere else opens it.</p>` : nothing}
      <div class="offers" role="status">
        ${repeat(
          offers,
          ({ until }) => until,
          (offer) => this.#offerView(offer),
        )}
      </div>
    </footer>`;
  }

  #offerView(offer: UndoOffer): TemplateResult {
    const seconds = Math.max(0, Math.ceil((offer.until - this.now) / 1_000));
    return html`<div class="toast">
      <p>${wordsOf(offer)}</p>
      <button type="button" @click=${() => emit(this, 'undo', { offer })}>
        ${icon('undo')}Undo<span class="number" aria-hidden="true">${seconds}</span>
      </button>
    </div>`;
  }

  #noticeView(notice: Notice, more: number): TemplateResult {
    return html`<div class="notice red" role="alert">
      ${icon('delivery_failed')}
      <p>${notice.text}</p>
      ${
        more > 0
          ? html`<button class="button" type="button" @click=${() => emit(this, 'notices-wanted')}>
              ${more} more
            </button>`
          : nothing
      }
      <button class="button" type="button" @click=${() => emit(this, 'notice-seen', { id: notice.id })}>
        OK
      </button>
    </div>`;
  }

  #chosenView(count: number): TemplateResult {
    return html`<div class="chosen">
      <p role="status"><strong class="number">${count}</strong> chosen</p>
      <button class="button" type="button" @click=${() => emit(this, 'choosing-toggled')}>
        ${sign('close')}Stop
      </button>
      <button
        class="button primary"
        type="button"
        ?disabled=${count === 0}
        @click=${() => emit(this, 'chosen-forward')}
      >
        Move on${sign('onward')}
      </button>
    </div>`;
  }
}

function wordsOf({ moves }: UndoOffer): TemplateResult {
  const [first, ...others] = moves;
  if (first === undefined) return html``;
  if (others.length > 0) return html`<strong class="number">${moves.length} orders</strong> moved on`;
  return html`<strong class="number">${calledOut(first)}</strong> is now ${labelOf(first.to).toLowerCase()}`;
}

customElements.define('undo-strip', UndoStrip);

declare global {
  interface HTMLElementTagNameMap {
    'undo-strip': UndoStrip;
  }
  interface HTMLElementEventMap {
    undo: CustomEvent<{ readonly offer: UndoOffer }>;
    'notice-seen': CustomEvent<{ readonly id: number }>;
  }
}
