import type { Pace } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import './pace-button.element.ts';
import { paceSentence } from './pace-words.ts';

const styles = css`
  :host {
    display: block;
    flex: none;
  }
  .strip {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding: 4px 20px;
    background: var(--_ground);
    color: var(--_ink);
    line-height: 1.3;
  }
  p {
    flex: 1;
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .button {
    border-color: var(--_ink);
  }
  @media (max-width: 40rem) {
    .strip {
      padding-inline: 12px;
    }
  }
`;

/** Says that the kitchen takes fewer orders, or none; opens it again in one tap. @fires pace-wanted */
export class PaceStrip extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    pace: { attribute: false },
    refusal: { attribute: false },
    isAsking: { attribute: false },
    maySet: { attribute: false },
  };

  /** Null while it is not known. */
  declare pace: Pace | null;
  /** Why it was not set. */
  declare refusal: string | null;
  declare isAsking: boolean;
  declare maySet: boolean;

  protected override render(): TemplateResult {
    const { pace, refusal } = this;
    const isUsual = pace === null || pace.mode === 'open';
    return html`<div role="status">
        ${
          isUsual
            ? nothing
            : html`<div class="strip ${pace.mode === 'paused' ? 'red' : 'amber'}">
                ${sign(pace.mode === 'paused' ? 'pause' : 'busy')}
                <p>${paceSentence(pace)}</p>
                ${this.maySet ? this.#openView() : nothing}
              </div>`
        }
      </div>
      ${refusal === null ? nothing : html`<p class="strip red" role="alert">${refusal}</p>`}`;
  }

  #openView(): TemplateResult {
    return html`<button
      class="button"
      type="button"
      aria-busy=${this.isAsking}
      @click=${() => emit(this, 'pace-wanted', { pace: { mode: 'open' } })}
    >
      Open now
    </button>`;
  }
}

customElements.define('pace-strip', PaceStrip);

declare global {
  interface HTMLElementTagNameMap {
    'pace-strip': PaceStrip;
  }
}
