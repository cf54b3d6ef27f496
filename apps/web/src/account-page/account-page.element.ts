import { foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { styles } from '../page/card-page.styles.ts';
import { ask, type Outcome } from './accounts-api.ts';
import { accountWords } from './words.ts';

/** What the link in the mail, or nothing, has brought the reader here for. */
type Errand =
  | { readonly kind: 'confirm' | 'reset'; readonly token: string }
  | { readonly kind: 'forgot' }
  | { readonly kind: 'sign-up' };
type Step = 'ask' | 'done' | 'dead' | 'sent';

/** The token stands behind `#`, so that it reaches no server's log. */
function errandOf(hash: string): Errand {
  if (hash === '#sign-up') return { kind: 'sign-up' };
  const [, kind, token] = /^#(confirm|reset)=([A-Za-z0-9_-]+)$/.exec(hash) ?? [];
  return (kind === 'confirm' || kind === 'reset') && token !== undefined
    ? { kind, token }
    : { kind: 'forgot' };
}

/** Makes an account, confirms its address, sets a new password, or has a link for that sent. */
export class AccountPage extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    errand: { state: true },
    step: { state: true },
    isAsking: { state: true },
    needsPassword: { state: true },
    refusal: { state: true },
  };

  declare private errand: Errand;
  declare private step: Step;
  declare private isAsking: boolean;
  declare private needsPassword: boolean;
  declare private refusal: string | null;
  readonly #speech = accountWords(navigator.languages);
  readonly #begin = (): void => {
    this.errand = errandOf(location.hash);
    [this.step, this.isAsking, this.needsPassword, this.refusal] = ['ask', false, false, null];
  };

  constructor() {
    super();
    this.#begin();
    document.documentElement.lang = this.#speech.language;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#begin);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#begin);
  }

  /** A reader who cannot see that the page has changed is taken to what it says now. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.get('step') !== undefined) this.renderRoot.querySelector('h1')?.focus();
  }

  protected override render(): TemplateResult {
    const { words } = this.#speech;
    document.title = words[this.errand.kind].title;
    if (this.step === 'done')
      return this.#page(
        'check',
        words[this.errand.kind].done,
        words[this.errand.kind].next,
        html`<a class="onward" href="/orders">${words.toOrders}</a>`,
      );
    if (this.step === 'sent')
      return this.#page(
        'mail',
        words.forgot.done,
        'token' in this.errand ? '' : words[this.errand.kind].next,
      );
    if (this.step === 'dead')
      return this.#page(
        'link',
        words.dead.title,
        words.dead.lead,
        this.#form(
          this.errand.kind === 'confirm' ? words.dead.sendConfirmation : words.dead.sendReset,
          this.#email(),
        ),
      );
    return this.#page(
      'mail',
      words[this.errand.kind].title,
      words[this.errand.kind].lead,
      this.#form(words[this.errand.kind].action, this.#fields()),
    );
  }

  #page(
    sign: 'check' | 'mail' | 'link',
    title: string,
    lead: string,
    form: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    return html`<main>
      <span class="mark ${sign === 'check' ? 'green' : ''}">${icon(sign)}</span>
      <h1 tabindex="-1">${title}</h1>
      ${lead === '' ? nothing : html`<p class="lead">${lead}</p>`} ${form}
    </main>`;
  }

  #form(action: string, fields: TemplateResult | typeof nothing): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.#submit(event)}>
      ${fields}
      ${this.refusal === null ? nothing : html`<p class="refusal red" role="alert">${icon('delivery_failed')}<span>${this.refusal}</span></p>`}
      <button type="submit" ?disabled=${this.isAsking}>
        ${this.isAsking ? this.#speech.words.wait : action}
      </button>
    </form>`;
  }

  #fields(): TemplateResult | typeof nothing {
    const { words } = this.#speech;
    if (this.errand.kind === 'forgot') return this.#email();
    if (this.errand.kind === 'sign-up') {
      return html`<label
          >${words.name}<input name="name" type="text" autocomplete="name" maxlength="200" required /></label
        >${this.#email()}${this.#newPassword(words.password)}`;
    }
    if (this.errand.kind === 'reset') return this.#newPassword(words.newPassword);
    if (!this.needsPassword) return nothing;
    return html`<p class="rule" id="which">${words.whichPassword}</p>
      <label
        >${words.password}<input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="which"
      /></label>`;
  }

  #newPassword(name: string): TemplateResult {
    return html`<label
        >${name}<input
          name="password"
          type="password"
          autocomplete="new-password"
          minlength="12"
          maxlength="1000"
          required
          aria-describedby="rule"
      /></label>
      <p class="rule" id="rule">${this.#speech.words.passwordRule}</p>`;
  }

  #email(): TemplateResult {
    return html`<label
      >${this.#speech.words.email}<input
        name="username"
        type="email"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        required
    /></label>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    [this.isAsking, this.refusal] = [true, null];
    const outcome = await this.#send(form);
    this.isAsking = false;
    this.#show(outcome);
  }

  #send(form: FormData): Promise<Outcome> {
    const { errand, step } = this;
    const mail = { username: form.get('username'), locale: this.#speech.language };
    if (errand.kind === 'sign-up')
      return ask('sign-up', { ...mail, password: form.get('password'), name: form.get('name') });
    if (errand.kind === 'forgot' || (step === 'dead' && errand.kind === 'reset'))
      return ask('forgot-password', mail);
    if (step === 'dead') return ask('resend', mail);
    const password = form.get('password');
    if (errand.kind === 'reset')
      return ask('reset-password', { token: errand.token, new_password: password });
    return ask('confirm', { token: errand.token, ...(password === null ? {} : { password }) });
  }

  #show(outcome: Outcome): void {
    const { words } = this.#speech;
    if (outcome === 'done') this.#finish();
    else if (outcome === 'unreachable') this.refusal = words.unreachable;
    else if (outcome.code === 'link_not_valid') this.step = 'dead';
    else if (outcome.code === 'password_required') this.#askForPassword();
    else if (outcome.code === 'username_taken') this.refusal = words.taken;
    else this.refusal = outcome.code === 'too_many_requests' ? words.tooMany : outcome.detail;
  }

  #askForPassword(): void {
    if (this.needsPassword) this.refusal = this.#speech.words.otherMail;
    this.needsPassword = true;
  }

  /** A spent token is not left standing in the address. */
  #finish(): void {
    const isSpent = 'token' in this.errand;
    this.step = isSpent && this.step !== 'dead' ? 'done' : 'sent';
    if (isSpent) history.replaceState(null, '', location.pathname);
  }
}

customElements.define('account-page', AccountPage);
