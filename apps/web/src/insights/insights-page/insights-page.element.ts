import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { BoardSession } from '../../account/board-session/session.ts';
import type { LoggedInEvent } from '../../account/login-form/login-form.element.ts';
import '../../account/login-form/login-form.element.ts';
import '../../account/new-password/new-password.element.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { pageLanguage } from '../../ui/page-language/page-language.ts';
import '../figures-page/figures-page.element.ts';
import { styles } from '../figures-page/figures-page.styles.ts';
import { forbiddenView } from '../figures-page/states-view.ts';
import { insightsWordsIn } from '../words/words-of.ts';

/** The log-in, or the figures for whoever is logged in, here or at the board of the same tab. */
export class InsightsPage extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { state: true },
    needsPassword: { state: true },
    because: { state: true },
  };

  declare private session: BoardSession | null;
  /** The one-time password that must be traded for another; empty where it is no longer known. */
  declare private needsPassword: string | null;
  /** Why nobody is logged in any more. */
  declare private because: string | null;
  readonly #words = insightsWordsIn(pageLanguage());
  #typed = '';

  constructor() {
    super();
    [this.session, this.needsPassword, this.because] = [null, null, null];
    const kept = BoardSession.restore();
    if (kept) this.#enter(kept);
  }

  protected override render(): TemplateResult {
    const { session, needsPassword } = this;
    if (session === null) return this.#loginView();
    if (needsPassword !== null)
      return html`<new-password
        .session=${session}
        .old=${needsPassword}
        @password-set=${() => (this.needsPassword = null)}
        @session-left=${() => this.#leave()}
      ></new-password>`;
    const { role } = session.user;
    if (role !== 'admin' && role !== 'manager') return html`<main>${forbiddenView(this.#words)}</main>`;
    return html`${keyed(session, html`<figures-page .session=${session}></figures-page>`)}`;
  }

  #loginView(): TemplateResult {
    document.title = this.#words.title;
    return html`<login-form
      .heading=${this.#words.title}
      .because=${this.because}
      @logged-in=${({ detail }: LoggedInEvent) => {
        this.#typed = detail.password;
        this.#enter(detail.session);
      }}
    ></login-form>`;
  }

  #enter(session: BoardSession): void {
    session.addEventListener('over', () => this.#forget(this.#words.loggedOut));
    session.addEventListener('password-required', () => (this.needsPassword ??= this.#typed));
    [this.session, this.needsPassword, this.because] = [session, null, null];
  }

  #leave(): void {
    this.session?.end();
    this.#forget(null);
  }

  #forget(because: string | null): void {
    [this.session, this.needsPassword, this.because, this.#typed] = [null, null, because, ''];
  }
}

customElements.define('insights-page', InsightsPage);
