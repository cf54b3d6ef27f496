import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../controls/controls.styles.ts';
import { emit } from '../controls/emit.ts';
import { sign } from '../controls/sign.ts';

/**
 * Something that lies over the board until it is closed; opens by being there.
 * @attr side at the right edge and as high as the screen
 * @slot heading
 * @fires closed
 */
export class DialogFrame extends LitElement {
  static override readonly styles = [tokens, foundation, controls];
  static override readonly properties: PropertyDeclarations = { side: { type: Boolean } };

  declare side: boolean;

  constructor() {
    super();
    this.side = false;
  }

  close(): void {
    this.#dialog?.close();
  }

  protected override firstUpdated(): void {
    this.#dialog?.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class=${this.side ? 'side' : ''}
      aria-labelledby="heading"
      @close=${() => emit(this, 'closed')}
      @click=${(event: Event) => this.#clicked(event)}
    >
      <div class="dialog-top">
        <div id="heading"><slot name="heading"></slot></div>
        <button class="button round plain" type="button" aria-label="Close" @click=${() => this.close()}>
          ${sign('close')}
        </button>
      </div>
      <div class="dialog-body"><slot></slot></div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** What is clicked beside it is its backdrop. */
  #clicked(event: Event): void {
    if (event.composedPath()[0] === this.#dialog) this.close();
  }
}

customElements.define('dialog-frame', DialogFrame);

declare global {
  interface HTMLElementTagNameMap {
    'dialog-frame': DialogFrame;
  }
}
