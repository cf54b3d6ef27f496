import { longestComment } from '#libs/contracts';
import { drawing, fill, foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Star } from 'lucide';
import { controls } from '../../ui/controls/controls.styles.ts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { keepDraft, keptDraft } from './feedback-draft.ts';
import { type FeedbackWords, feedbackWords } from './feedback-words.ts';
import { keepFeedback, keptFeedback } from './kept-feedback.ts';
import { styles } from './order-feedback.styles.ts';
import type { Outcome, SendFeedback } from './send-feedback.ts';

const ratings = [1, 2, 3, 4, 5] as const;

/**
 * Asks how it was: five stars and, once one is chosen, a line. What was given is remembered, and can be
 * changed.
 */
export class OrderFeedback extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    orderId: { attribute: false },
    language: { attribute: false },
    // It is the same, though the page makes another one each time that it is drawn.
    send: { attribute: false, hasChanged: () => false },
    given: { state: true },
    chosen: { state: true },
    isSending: { state: true },
    refusal: { state: true },
  };

  declare orderId: string;
  declare language: Language;
  declare send: SendFeedback;
  /** The stars that were given from this browser. */
  declare private given: number | null;
  declare private chosen: number | null;
  declare private isSending: boolean;
  declare private refusal: Exclude<Outcome, 'given'> | null;
  #askedOf = '';
  /** As it was typed, or sent, to be changed. */
  #comment = '';

  constructor() {
    super();
    [this.given, this.chosen, this.isSending, this.refusal] = [null, null, false, null];
  }

  protected override willUpdate(): void {
    if (this.#askedOf === this.orderId) return;
    this.#askedOf = this.orderId;
    const { rating, comment } = keptDraft(this.orderId);
    [this.given, this.chosen, this.refusal] = [keptFeedback(this.orderId), rating, null];
    this.#comment = comment;
  }

  protected override render(): TemplateResult {
    const words = feedbackWords[this.language];
    return this.given === null ? this.#formView(words) : this.#thanksView(words, this.given);
  }

  #formView(words: FeedbackWords): TemplateResult {
    return html`<form @submit=${(event: Event) => this.#submit(event)}>
      <fieldset>
        <legend>${words.question}</legend>
        <div class="stars">${ratings.map((rating) => this.#starView(rating, words))}</div>
      </fieldset>
      ${this.chosen === null ? nothing : this.#restView(words)}
    </form>`;
  }

  #starView(rating: number, words: FeedbackWords): TemplateResult {
    const { chosen } = this;
    return html`<label class="star ${chosen !== null && rating <= chosen ? 'on' : ''}"
      >${drawing(Star)}<input
        type="radio"
        name="rating"
        value=${rating}
        aria-label=${fill(rating === 1 ? words.one : words.many, { count: rating })}
        .checked=${rating === chosen}
        @change=${() => this.#draft(rating, this.#comment)}
    /></label>`;
  }

  #restView(words: FeedbackWords): TemplateResult {
    const { refusal, isSending } = this;
    return html`<div class="rest">
      <label class="field"
        ><span>${words.comment}</span
        ><input
          name="comment"
          .value=${this.#comment}
          maxlength=${longestComment}
          autocomplete="off"
          @input=${({ target }: Event) => this.#draft(this.chosen, (target as HTMLInputElement).value)}
      /></label>
      <p class="unseen" role="status">${isSending ? words.sending : ''}</p>
      ${
        refusal === null
          ? nothing
          : html`<p class="alert amber" role="alert" tabindex="-1">
              ${icon('delivery_failed')}<span>${words.refusals[refusal]}</span>
            </p>`
      }
      ${
        refusal === 'late' || refusal === 'refused'
          ? nothing
          : html`<button class="button primary" aria-disabled=${isSending}>
              ${isSending ? words.sending : words.send}
            </button>`
      }
    </div>`;
  }

  #thanksView({ thanks, given, change }: FeedbackWords, count: number): TemplateResult {
    return html`<p class="thanks" tabindex="-1">${thanks}</p>
      <p class="given">${fill(given, { count })}</p>
      <button class="button change" type="button" @click=${() => this.#change(count)}>${change}</button>`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const { chosen, isSending } = this;
    if (chosen === null || isSending) return;
    void this.#give(chosen, this.#comment.trim());
  }

  #draft(rating: number | null, comment: string): void {
    [this.chosen, this.#comment] = [rating, comment];
    keepDraft(this.orderId, { rating, comment });
  }

  async #give(rating: number, comment: string): Promise<void> {
    const { orderId } = this;
    [this.isSending, this.refusal] = [true, null];
    const outcome = await this.send({ rating, ...(comment !== '' && { comment }) }).finally(
      () => (this.isSending = false),
    );
    if (outcome === 'given') {
      keepFeedback(orderId, rating);
      keepDraft(orderId, null);
    }
    if (orderId !== this.orderId) return;
    if (outcome === 'given') await this.#show(rating, '.thanks');
    else await this.#refuse(outcome);
  }

  /** Where it cannot be sent any more, the button goes, and leaves its focus to the reason. */
  async #refuse(refusal: Exclude<Outcome, 'given'>): Promise<void> {
    this.refusal = refusal;
    if (refusal !== 'failed') await this.#show(null, '.alert');
  }

  #change(rating: number): Promise<void> {
    [this.chosen, this.refusal] = [this.chosen ?? rating, null];
    return this.#show(null, 'input:checked');
  }

  /** What had the focus is gone: what takes its place is read out to those who listen. */
  async #show(given: number | null, focused: string): Promise<void> {
    this.given = given;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(focused)?.focus();
  }
}

customElements.define('order-feedback', OrderFeedback);

declare global {
  interface HTMLElementTagNameMap {
    'order-feedback': OrderFeedback;
  }
}
