import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { orderTimeField } from './order-time-field.ts';
import { sentTime, typedTime, wrongTime } from './order-time.ts';

const styles = css`
  form {
    display: grid;
    gap: 10px;
  }
  .button {
    justify-self: start;
  }
`;

/** Another time for an order for later. @fires time-chosen */
export class OrderTime extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    time: { attribute: false },
    typed: { state: true },
    wrong: { state: true },
  };

  /** For when it is now. */
  declare time: string;
  /** Null while nobody has typed another one. */
  declare private typed: string | null;
  declare private wrong: string | null;

  constructor() {
    super();
    [this.typed, this.wrong] = [null, null];
  }

  protected override render(): TemplateResult {
    return html`<form novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${orderTimeField({
        words: 'For when',
        value: this.#value,
        wrong: this.wrong ?? undefined,
        onTyped: (typed) => (this.typed = typed),
      })}
      <button class="button" type="submit" ?disabled=${this.#value === typedTime(Date.parse(this.time))}>
        Change the time
      </button>
    </form>`;
  }

  get #value(): string {
    return this.typed ?? typedTime(Date.parse(this.time));
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.wrong = wrongTime(this.#value);
    const time = sentTime(this.#value);
    if (this.wrong !== null || time === null) {
      this.renderRoot.querySelector('input')?.focus();
      return;
    }
    emit(this, 'time-chosen', { time });
    this.typed = null;
  }
}

customElements.define('order-time', OrderTime);

declare global {
  interface HTMLElementTagNameMap {
    'order-time': OrderTime;
  }
  interface HTMLElementEventMap {
    'time-chosen': CustomEvent<{ readonly time: string }>;
  }
}
