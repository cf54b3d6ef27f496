import type { Reason } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { reasonWords } from '../../ui/order-words/reasons.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';

const styles = css`
  :host {
    display: block;
    line-height: 1.4;
  }
  form {
    display: grid;
    gap: 16px;
    padding: 16px;
    border: 2px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_card);
  }
  h3 {
    font-size: 16px;
    font-weight: 650;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }
  .ends .confirm {
    flex: 1;
    min-block-size: 56px;
  }
  .stop.confirm {
    background: var(--_red);
    color: var(--_page);
  }
`;

/**
 * Asks why, before something that needs a reason is done.
 * @fires reason-given reason-dropped
 */
export class ReasonPanel extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    heading: { attribute: false },
    reasons: { attribute: false },
    confirm: { attribute: false },
    isStop: { attribute: false },
    chosen: { state: true },
  };

  declare heading: string;
  declare reasons: readonly Reason[];
  /** What the button says. */
  declare confirm: string;
  declare isStop: boolean;
  declare private chosen: Reason | null;

  constructor() {
    super();
    this.chosen = null;
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#submitted(event)}>
      <fieldset class="choice">
        <legend><h3>${this.heading}</h3></legend>
        ${this.reasons.map(
          (reason) =>
            html`<label
              ><input
                type="radio"
                name="reason"
                value=${reason}
                required
                .checked=${this.chosen === reason}
                @change=${() => (this.chosen = reason)}
              />${reasonWords[reason]}</label
            >`,
        )}
      </fieldset>
      <div class="ends">
        <button class="button" type="button" @click=${() => emit(this, 'reason-dropped')}>Back</button>
        <button
          class="button confirm ${this.isStop ? 'stop' : 'primary'}"
          type="submit"
          ?disabled=${this.chosen === null}
        >
          ${this.confirm}
        </button>
      </div>
    </form>`;
  }

  protected override firstUpdated(): void {
    this.scrollIntoView({ block: 'nearest' });
    this.renderRoot.querySelector('input')?.focus({ preventScroll: true });
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    if (this.chosen !== null) emit(this, 'reason-given', { reason: this.chosen });
  }
}

customElements.define('reason-panel', ReasonPanel);

declare global {
  interface HTMLElementTagNameMap {
    'reason-panel': ReasonPanel;
  }
  interface HTMLElementEventMap {
    'reason-given': CustomEvent<{ readonly reason: Reason }>;
  }
}
