import { fill, foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { refusalView } from '../../ui/form-answer/refusal-view.ts';
import { styles } from '../../ui/page/card-page.styles.ts';
import { pageLanguage } from '../../ui/page-language/page-language.ts';
import { ask } from './accounts-api.ts';
import { type Purpose, purposeOf, requestFor, type Step, type NextStep, nextStepAfter } from './purposes.ts';
import { emailField, fieldsView } from './fields.ts';
import { accountWordsIn } from './words/words-of.ts';

/** Makes an account, confirms its address, sets a new password, or has a link for that sent. */
export class AccountPage extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    purpose: { state: true },
    step: { state: true },
    isAsking: { state: true },
    isWhose: { state: true },
    refusal: { state: true },
    address: { state: true },
    sentAgain: { state: true },
  };

  declare private purpose: Purpose;
  declare private step: Step;
  declare private isAsking: boolean;
  /** Whether several have signed up with the address, and the reader is to say which one they are. */
  declare private isWhose: boolean;
  declare private refusal: string | null;
  /** Where the mail goes. */
  declare private address: string;
  declare private sentAgain: boolean;
  readonly #language = pageLanguage();
  readonly #words = accountWordsIn(this.#language);
  readonly #begin = (): void => {
    this.purpose = purposeOf(location.hash);
    [this.step, this.isAsking, this.isWhose, this.refusal] = ['ask', false, false, null];
    [this.address, this.sentAgain] = ['', false];
  };

  constructor() {
    super();
    this.#begin();
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
    const words = this.#words;
    const { title, lead, action, done, next } = words[this.purpose.kind];
    document.title = title;
    if (this.step === 'done')
      return this.#page('check', done, next, html`<a class="onward" href="/orders">${words.toOrders}</a>`);
    if (this.step === 'already')
      return this.#page('check', words.already.title, words.already.lead, this.#toLogin());
    if (this.step === 'sent')
      return this.#page('mail', words.forgot.done, 'token' in this.purpose ? '' : next, this.#sentView());
    if (this.step === 'dead') return this.#deadView();
    return this.#page('mail', title, lead, this.#form(action, fieldsView(this.purpose, this.isWhose, words)));
  }

  #toLogin(): TemplateResult {
    return html`<a class="onward" href="/orders">${this.#words.toLogin}</a>`;
  }

  #deadView(): TemplateResult {
    const { dead } = this.#words;
    const isConfirmation = this.purpose.kind === 'confirm';
    const form = this.#form(isConfirmation ? dead.sendConfirmation : dead.sendReset, emailField(this.#words));
    return this.#page(
      'link',
      dead.title,
      isConfirmation ? dead.confirmedLead : dead.lead,
      html`${isConfirmation ? this.#toLogin() : nothing}${form}`,
    );
  }

  /** Where the mail went, and once more where it does not come. */
  #sentView(): TemplateResult {
    const words = this.#words;
    return html`<p class="lead">${fill(words.sentTo, { address: this.address })}</p>
      ${this.#form(words.sendAgain, nothing)}
      <p role="status">${this.sentAgain ? words.sentAgain : ''}</p>`;
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
      ${fields} ${refusalView(this.refusal, 'refusal')}
      <button type="submit" ?disabled=${this.isAsking}>${this.isAsking ? this.#words.wait : action}</button>
    </form>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const written = (name: string): string | null => form.get(name) as string | null;
    const { purpose, step } = this;
    [this.isAsking, this.refusal, this.sentAgain] = [true, null, false];
    this.address = written('username') ?? this.address;
    const given = { address: this.address, name: written('name'), password: written('password') };
    const outcome = await ask(...requestFor(purpose, step, given, this.#language));
    this.isAsking = false;
    this.#goOn(nextStepAfter(outcome, purpose, step, this.#language));
    this.sentAgain = step === 'sent' && outcome === 'done';
  }

  #goOn(next: NextStep): void {
    if (next === 'whose') this.#askWhose();
    else if ('refusal' in next) this.refusal = next.refusal;
    else this.step = next.step;
    // A spent token is not left standing in the address.
    if ((this.step === 'done' || this.step === 'sent') && 'token' in this.purpose)
      history.replaceState(null, '', location.pathname);
  }

  #askWhose(): void {
    if (this.isWhose) this.refusal = this.#words.otherMail;
    this.isWhose = true;
  }
}

customElements.define('account-page', AccountPage);
