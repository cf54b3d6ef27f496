import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { customerAccountWords } from './words.ts';

const styles = css`
  dialog {
    inline-size: min(26rem, calc(100vw - 24px));
    background: var(--_card);
    border: 1px solid var(--_hair);
  }
  form {
    display: grid;
    gap: 16px;
    padding: 24px;
  }
  h3 {
    font-size: 20px;
    font-weight: 680;
  }
  .button {
    min-block-size: 52px;
    white-space: normal;
  }
`;

/** Whether the account is really to be erased, which nothing brings back. @fires erasure-confirmed */
export class ErasureQuestion extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = { language: {} };

  declare language: Language;

  constructor() {
    super();
    this.language = 'en';
  }

  ask(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog === null) return;
    dialog.returnValue = '';
    dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { question, consequences, yes, no } = customerAccountWords[this.language];
    return html`<dialog
      aria-labelledby="question"
      aria-describedby="consequences"
      @close=${(event: Event) => this.#answered((event.target as HTMLDialogElement).returnValue)}
    >
      <form method="dialog">
        <h3 id="question">${question}</h3>
        <p id="consequences">${consequences}</p>
        <button class="button primary" value="keep" autofocus>${no}</button>
        <button class="button stop" value="erase">${yes}</button>
      </form>
    </dialog>`;
  }

  #answered(choice: string): void {
    if (choice === 'erase') emit(this, 'erasure-confirmed');
  }
}

customElements.define('erasure-question', ErasureQuestion);

declare global {
  interface HTMLElementTagNameMap {
    'erasure-question': ErasureQuestion;
  }
}
