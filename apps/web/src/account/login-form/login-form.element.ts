import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { refusalView } from '../../ui/form-answer/refusal-view.ts';
import { BoardSession, LoginRefusedError } from '../board-session/session.ts';
import { styles } from './login-form.styles.ts';

export type LoggedInEvent = CustomEvent<{ readonly session: BoardSession; readonly password: string }>;

const UNREACHABLE = 'The server cannot be reached. Nothing was sent; try again in a moment.';
const NOT_STAFF = 'This is a customer’s account. The board is for the people who work at the restaurant.';

/**
 * @fires logged-in with the session of who works here now, and the password that may have to be traded for
 * another
 */
export class LoginForm extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    heading: {},
    because: { attribute: false },
    refusal: { state: true },
    isAsking: { state: true },
  };

  /** What is behind it. */
  declare heading: string;
  /** Why whoever was logged in is not any more; null where nobody was, or they left by themselves. */
  declare because: string | null;
  declare private refusal: string | null;
  declare private isAsking: boolean;

  constructor() {
    super();
    this.heading = 'Board';
    this.because = null;
    this.refusal = null;
    this.isAsking = false;
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.#login(event)}>
      <span class="mark">${icon('ready')}</span>
      <h1>${this.heading}</h1>
      ${
        this.because === null
          ? nothing
          : html`<p class="refusal amber" role="status">${icon('clock')}<span>${this.because}</span></p>`
      }
      <label
        >User name<input
          name="username"
          type="text"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          autofocus
      /></label>
      <label
        >Password<input name="password" type="password" autocomplete="current-password" required
      /></label>
      ${refusalView(this.refusal, 'refusal')}
      <button type="submit" ?disabled=${this.isAsking}>${this.isAsking ? 'Logging in…' : 'Log in'}</button>
    </form>`;
  }

  #turnAway(session: BoardSession): void {
    session.end();
    this.refusal = NOT_STAFF;
  }

  async #login(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [username = '', password = ''] = ['username', 'password'].map((name) => form.get(name) as string);
    this.isAsking = true;
    try {
      const session = await BoardSession.login(username, password);
      if (session.user.role === 'customer') this.#turnAway(session);
      else this.dispatchEvent(new CustomEvent('logged-in', { detail: { session, password } }));
    } catch (error) {
      if (!(error instanceof LoginRefusedError)) throw error;
      this.refusal = error.problem?.detail ?? UNREACHABLE;
    } finally {
      this.isAsking = false;
    }
  }
}

customElements.define('login-form', LoginForm);
