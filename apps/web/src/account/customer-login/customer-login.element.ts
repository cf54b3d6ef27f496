import { fill, foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CustomerSession } from '../customer-session/customer-session.ts';
import { logIn, type Refusal } from '../customer-session/log-in.ts';
import { waitWords } from '../../ui/order-words/amounts.ts';
import type { OrderWords } from '../../ui/order-words/en.ts';
import { styles as card } from '../../ui/page/card-page.styles.ts';
import { styles } from './customer-login.styles.ts';

/** @fires logged-in with the `session` of a customer */
export class CustomerLogin extends LitElement {
  static override readonly styles = [tokens, foundation, card, styles];
  static override readonly properties: PropertyDeclarations = {
    words: { attribute: false },
    wasOver: { attribute: false },
    refusal: { state: true },
    isAsking: { state: true },
  };

  declare words: OrderWords;
  /** Whether a session has just ended that its customer did not end. */
  declare wasOver: boolean;
  declare private refusal: Refusal | null;
  declare private isAsking: boolean;

  constructor() {
    super();
    [this.wasOver, this.refusal, this.isAsking] = [false, null, false];
  }

  protected override render(): TemplateResult {
    const { login, wait } = this.words;
    return html`<main>
      <span class="mark">${icon('delivered')}</span>
      <h1>${login.title}</h1>
      ${
        this.wasOver
          ? html`<p class="refusal amber" role="status">${icon('clock')}<span>${login.over}</span></p>`
          : html`<p class="lead">${login.lead}</p>`
      }
      <form @submit=${(event: SubmitEvent) => void this.#login(event)}>
        <label
          >${login.email}<input
            name="username"
            type="email"
            inputmode="email"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="254"
            required
        /></label>
        <label
          >${login.password}<input
            name="password"
            type="password"
            autocomplete="current-password"
            maxlength="1000"
            required
        /></label>
        ${this.refusal === null ? nothing : this.#refusalView(this.refusal)}
        <button type="submit" aria-disabled=${this.isAsking}>${this.isAsking ? wait : login.action}</button>
      </form>
      <nav aria-label=${login.signUp}>
        <a href="/account#sign-up">${login.signUp}</a><a href="/account">${login.forgot}</a>
      </nav>
    </main>`;
  }

  #refusalView(refusal: Refusal): TemplateResult {
    const { login, language } = this.words;
    const said =
      refusal.kind === 'tooMany'
        ? fill(login.tooMany, { duration: waitWords(refusal.seconds, language) })
        : login[refusal.kind];
    return html`<p class="refusal red" role="alert">
      ${icon('delivery_failed')}<span
        >${said}${refusal.kind === 'staff' ? html` <a href="/board">${login.toBoard}</a>` : nothing}</span
      >
    </p>`;
  }

  async #login(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isAsking) return;
    const form = new FormData(event.target as HTMLFormElement);
    const [username = '', password = ''] = ['username', 'password'].map((name) => form.get(name) as string);
    [this.isAsking, this.refusal] = [true, null];
    const answer = await logIn(username.trim(), password);
    this.isAsking = false;
    if (answer instanceof CustomerSession)
      this.dispatchEvent(new CustomEvent('logged-in', { detail: { session: answer } }));
    else this.#refuse(answer);
  }

  #refuse(refusal: Refusal): void {
    this.refusal = refusal;
    const password = this.renderRoot.querySelector<HTMLInputElement>('[name=password]');
    if (refusal.kind === 'wrong') password?.select();
  }
}

customElements.define('customer-login', CustomerLogin);
