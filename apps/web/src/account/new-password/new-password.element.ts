import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { refusalView } from '../../ui/form-answer/refusal-view.ts';
import { styles } from '../login-form/login-form.styles.ts';

/** What the contract asks for. */
const SHORTEST = 12;

/**
 * Trades the one-time password that someone was given for one of their own.
 * @fires password-set session-left
 */
export class NewPassword extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    old: { attribute: false },
    refusal: { state: true },
  };

  declare session: BoardSession;
  /** The one-time password where it was just typed; empty where it has to be asked for. */
  declare old: string;
  declare private refusal: string | null;

  constructor() {
    super();
    [this.old, this.refusal] = ['', null];
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.#set(event)}>
      <span class="mark">${icon('check')}</span>
      <h1>Choose your password</h1>
      <p>
        The one that you were given works once. Choose one of at least ${SHORTEST} characters that only you
        know.
      </p>
      ${
        this.old === ''
          ? html`<label
              >One-time password<input name="old" type="password" autocomplete="current-password" required
            /></label>`
          : nothing
      }
      <label
        >New password<input
          name="new"
          type="password"
          autocomplete="new-password"
          minlength=${SHORTEST}
          required
      /></label>
      ${refusalView(this.refusal, 'refusal')}
      <button type="submit">Set the password</button>
      <button class="quiet" type="button" @click=${() => emit(this, 'session-left')}>Log out</button>
    </form>`;
  }

  async #set(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const outcome = await this.session.changePassword(
      this.old || (form.get('old') as string),
      form.get('new') as string,
    );
    if (outcome === 'changed') emit(this, 'password-set');
    else
      this.refusal =
        outcome?.errors?.[0]?.message ??
        outcome?.detail ??
        'There was no answer. Nothing was changed; try again in a moment.';
  }
}

customElements.define('new-password', NewPassword);
