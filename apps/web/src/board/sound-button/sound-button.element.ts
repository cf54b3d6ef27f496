import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';
import type { SoundState } from '../new-orders/bell.ts';

const NAME = 'Sound for new orders';

const styles = css`
  :host {
    flex: none;
  }
  .button {
    background: var(--_card);
    color: var(--_text);
  }
  .button[aria-pressed='false'] {
    color: var(--_muted);
  }
  .silent {
    padding-inline: 14px;
    border-style: dashed;
  }
  @media (max-width: 30rem) {
    .silent span {
      display: none;
    }
    .silent {
      inline-size: 48px;
      padding: 0;
    }
  }
`;

/** Switches the sound of new orders. A board that would be silent says so in words. @fires sound-toggled */
export class SoundButton extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = { sound: { attribute: false } };

  declare sound: SoundState;
  /** What it showed when it was pressed: the press itself may let a blocked one sound. */
  #shown: SoundState | null = null;
  readonly #pressed = (): void => void (this.#shown = this.sound);
  /** That press came to nothing, or was not one. */
  readonly #dropped = (): void => void (this.#shown = null);

  protected override render(): TemplateResult {
    const isHeard = this.sound === 'on';
    const words = this.sound === 'off' ? 'Sound off' : 'No sound yet';
    return html`<button
      class="button ${isHeard ? 'round' : 'silent'}"
      type="button"
      aria-pressed=${this.sound !== 'off'}
      aria-label=${isHeard ? NAME : `${words}. ${NAME}`}
      title=${NAME}
      @pointerdown=${this.#pressed}
      @keydown=${this.#pressed}
      @pointercancel=${this.#dropped}
      @blur=${this.#dropped}
      @click=${() => this.#toggle()}
    >
      ${sign(isHeard ? 'bell' : 'silent')}${isHeard ? nothing : html`<span>${words}</span>`}
    </button>`;
  }

  #toggle(): void {
    emit(this, 'sound-toggled', { shown: this.#shown ?? this.sound });
    this.#dropped();
  }
}

customElements.define('sound-button', SoundButton);

declare global {
  interface HTMLElementTagNameMap {
    'sound-button': SoundButton;
  }
  interface HTMLElementEventMap {
    'sound-toggled': CustomEvent<{ readonly shown: SoundState }>;
  }
}
