import type { CustomerAccount as Account, Problem, Session } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { refusalView } from '../../ui/form-answer/refusal-view.ts';
import type { Language } from '../../ui/page-language/page-language.ts';
import type { CustomerSession } from '../customer-session/customer-session.ts';
import { refusalIn } from '../refusals/refusals.ts';
import { styles } from './customer-account.styles.ts';
import { downloadJson } from './download.ts';
import './erasure-question.element.ts';
import { passwordRefusalIn } from './password-refusal.ts';
import { type CustomerAccountWords, customerAccountWords } from './words.ts';

/** What the contract asks for. */
const SHORTEST = 12;

/**
 * What a customer may do with the account: another name, another password, take the data along, have it
 * erased.
 * @fires session-left once it is erased
 * @fires account-renamed
 * @fires order-said with what the page is to say aloud
 */
export class CustomerAccount extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    language: {},
    isBusy: { state: true },
    refusal: { state: true },
  };

  declare session: CustomerSession;
  declare language: Language;
  declare private isBusy: boolean;
  declare private refusal: string;

  constructor() {
    super();
    [this.language, this.isBusy, this.refusal] = ['en', false, ''];
  }

  protected override render(): TemplateResult {
    const words = customerAccountWords[this.language];
    return html`<details>
      <summary><h2>${words.title}</h2></summary>
      <div class="all">
        ${this.#nameForm(words)} ${this.#passwordForm(words)}
        <div class="act">
          <p>${words.exportLead}</p>
          <button
            class="button"
            type="button"
            aria-disabled=${this.isBusy}
            @click=${() => void this.#export()}
          >
            ${words.export}
          </button>
        </div>
        <div class="act">
          <p>${words.eraseLead}</p>
          <button
            class="button plain-stop"
            type="button"
            aria-disabled=${this.isBusy}
            @click=${() => this.#ask()}
          >
            ${words.erase}
          </button>
        </div>
        ${refusalView(this.refusal)}
      </div>
      <erasure-question
        .language=${this.language}
        @erasure-confirmed=${() => void this.#erase()}
      ></erasure-question>
    </details>`;
  }

  #nameForm({ name, saveName }: CustomerAccountWords): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.#rename(event)}>
      <label class="field"
        >${name}<input
          name="name"
          autocomplete="name"
          maxlength="200"
          required
          .value=${this.session.user.name}
      /></label>
      <button class="button" type="submit" aria-disabled=${this.isBusy}>${saveName}</button>
    </form>`;
  }

  #passwordForm(words: CustomerAccountWords): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.#changePassword(event)}>
      <label class="field"
        >${words.oldPassword}<input name="old" type="password" autocomplete="current-password" required
      /></label>
      <label class="field"
        >${words.newPassword}<input
          name="new"
          type="password"
          autocomplete="new-password"
          minlength=${SHORTEST}
          maxlength="1000"
          required
          aria-describedby="rule"
      /></label>
      <p id="rule">${words.passwordRule}</p>
      <button class="button" type="submit" aria-disabled=${this.isBusy}>${words.savePassword}</button>
    </form>`;
  }

  async #rename(event: SubmitEvent): Promise<void> {
    const form = this.#taken(event);
    const answer = await this.#send<Account>('PATCH', '/customers/me', { name: form.get('name') });
    if (answer === null) return;
    this.session.renamed(answer.name);
    this.#say(customerAccountWords[this.language].nameSaved);
    emit(this, 'account-renamed');
  }

  async #changePassword(event: SubmitEvent): Promise<void> {
    const [fields, form] = [event.target as HTMLFormElement, this.#taken(event)];
    const passwords = { old_password: form.get('old'), new_password: form.get('new') };
    const answer = await this.#send<Session>('POST', '/auth/password', passwords, passwordRefusalIn);
    if (answer === null) return;
    this.session.replace(answer);
    fields.reset();
    this.#say(customerAccountWords[this.language].passwordSaved);
  }

  async #export(): Promise<void> {
    const answer = await this.#send<object>('GET', '/customers/me/export');
    if (answer === null) return;
    downloadJson('passline.json', answer);
    this.#say(customerAccountWords[this.language].exported);
  }

  /** By the one voice of the page. */
  #say(text: string): void {
    emit(this, 'order-said', { text, isSeen: true });
  }

  #ask(): void {
    if (!this.isBusy) this.renderRoot.querySelector('erasure-question')?.ask();
  }

  async #erase(): Promise<void> {
    const answer = await this.#send<object>('DELETE', '/customers/me');
    if (answer !== null) emit(this, 'session-left');
  }

  #taken(event: SubmitEvent): FormData {
    event.preventDefault();
    return new FormData(event.target as HTMLFormElement);
  }

  /**
   * @param refusalOf why it was refused, in the reader's words
   * @returns what was answered, or null where it was refused, which is said then
   */
  async #send<Body>(
    method: string,
    path: string,
    body?: object,
    refusalOf: (language: Language, problem: Problem | null) => string = refusalIn,
  ): Promise<Body | null> {
    if (this.isBusy) return null;
    [this.isBusy, this.refusal] = [true, ''];
    const answer = await this.session.ask<Body>(method, path, body);
    this.isBusy = false;
    if (answer.ok) return answer.body;
    this.refusal = refusalOf(this.language, answer.problem);
    return null;
  }
}

customElements.define('customer-account', CustomerAccount);

declare global {
  interface HTMLElementTagNameMap {
    'customer-account': CustomerAccount;
  }
}
