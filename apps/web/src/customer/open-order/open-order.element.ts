import type { OrderWithHistory, Snapshot } from '#libs/contracts';
import { hasTasted } from '#libs/order-model';
import {
  fill,
  foundation,
  icon,
  isOverdue,
  OrderStatusTracker,
  type StatusUpdatedEvent,
  telLink,
  Ticking,
  tokens,
} from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import type { CustomerSession } from '../../account/customer-session/customer-session.ts';
import type { OrderWords } from '../../ui/order-words/en.ts';
import { languageOf } from '../../ui/order-words/speech.ts';
import '../order-feedback/order-feedback.element.ts';
import { feedbackBySession } from '../order-feedback/send-feedback.ts';
import type { Status } from '#libs/status-machine';
import { Cancelling, type Outcome } from './cancel-order.ts';
import { styles } from './open-order.styles.ts';
import { receipt } from './receipt.styles.ts';
import { receiptView } from './receipt.ts';

/** Where its customer may still cancel it. */
const cancellable: readonly Status[] = ['scheduled', 'pending'];

/**
 * One order that is followed live, with what was ordered and what its customer may still do.
 * @fires order-said with `text` that the page is to say aloud; `isSeen` where it stands nowhere else
 * @fires order-known with the `snapshot` that came with an answer
 */
export class OpenOrder extends LitElement {
  static override readonly styles = [tokens, foundation, controls, receipt, styles];
  static override readonly properties: PropertyDeclarations = {
    order: { attribute: false },
    session: { attribute: false },
    words: { attribute: false },
    folded: { type: Boolean, reflect: true },
    choice: { state: true },
    isSending: { state: true },
    refusal: { state: true },
    snapshot: { state: true },
  };

  declare order: OrderWithHistory;
  declare session: CustomerSession;
  declare words: OrderWords;
  /** Whether it says only how it stands: a newer one is in front of it. */
  declare folded: boolean;
  /** Whether its customer wants to see all of it; null as long as they have not said. */
  declare private choice: boolean | null;
  declare private isSending: boolean;
  declare private refusal: string | null;
  /** The order as its tracker shows it. */
  declare private snapshot: Snapshot | null;
  #cancelling: Cancelling | null = null;
  #hadFocus = false;

  constructor() {
    super();
    [this.folded, this.choice] = [false, null];
    [this.isSending, this.refusal, this.snapshot] = [false, null, null];
    new Ticking(this);
  }

  get #isFolded(): boolean {
    return this.choice === null ? this.folded : !this.choice;
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  /**
   * The button that was pressed, or about to be, may be gone: whoever uses the keyboard stays at this order.
   */
  protected override updated(): void {
    if (this.#hadFocus && this.shadowRoot?.activeElement == null) this.#takeFocus();
  }

  protected override render(): TemplateResult {
    const { order, words } = this;
    const { order_id, order_number, restaurant, status_history } = order;
    const tellsMore = status_history.some(
      ({ type, notes }) => type === 'recalled' || type === 'delayed' || notes !== '',
    );
    const isFolded = this.#isFolded;
    return html`<article aria-labelledby="name" class=${isFolded ? 'folded' : ''}>
      <h3 id="name" class="unseen" tabindex="-1">
        ${fill(words.order, { number: order_number, restaurant: restaurant.name })}
      </h3>
      <order-status-tracker
        quiet
        hide-notify
        hide-call
        @status-updated=${({ detail }: StatusUpdatedEvent) => (this.snapshot = detail.snapshot)}
        ?show-history=${tellsMore}
        .orderId=${order_id}
        .currentStatus=${order.status}
        .token=${this.session.token}
      ></order-status-tracker>
      ${this.#refusalView()} ${this.#actionsView()} ${this.#feedbackView()}
      ${this.folded ? this.#foldView(isFolded) : nothing}
      <div class="ordered" id="ordered" ?hidden=${isFolded}>
        <h4>${words.items}</h4>
        ${receiptView(order, languageOf(words))}
      </div>
      ${this.#dialogView()}
    </article>`;
  }

  #foldView(isFolded: boolean): TemplateResult {
    return html`<button
      class="fold"
      type="button"
      aria-expanded=${!isFolded}
      aria-controls="ordered"
      @click=${() => (this.choice = isFolded)}
    >
      ${isFolded ? this.words.unfold : this.words.fold}
    </button>`;
  }

  #refusalView(): TemplateResult | typeof nothing {
    return this.refusal === null
      ? nothing
      : html`<p class="alert amber">${icon('delivery_failed')}<span>${this.refusal}</span></p>`;
  }

  #actionsView(): TemplateResult {
    const { words, isSending } = this;
    const {
      restaurant: { phone },
      status,
    } = this.order;
    const call = telLink(phone);
    // Calling is the answer then.
    const isLate = this.snapshot !== null && isOverdue(this.snapshot);
    return html`<div class="actions">
      ${
        call === null
          ? nothing
          : html`<a class="button ${isLate ? 'primary' : ''}" href=${call}>${icon('phone')}${words.call}</a>`
      }
      ${
        cancellable.includes(status)
          ? html`<button
              class="button plain-stop"
              type="button"
              aria-disabled=${isSending}
              @click=${() => this.#ask()}
            >
              ${isSending ? words.cancel.sending : words.cancel.action}
            </button>`
          : nothing
      }
    </div>`;
  }

  #feedbackView(): TemplateResult | typeof nothing {
    const { order, session, words } = this;
    if (!hasTasted(order)) return nothing;
    return html`<order-feedback
      .orderId=${order.order_id}
      .language=${languageOf(words)}
      .send=${feedbackBySession(session, order.order_id)}
    ></order-feedback>`;
  }

  #dialogView(): TemplateResult {
    const {
      words: { cancel },
      order: { order_number: number, restaurant },
    } = this;
    return html`<dialog
      aria-labelledby="question"
      aria-describedby="lead"
      @close=${(event: Event) => this.#decided(event.target as HTMLDialogElement)}
    >
      <form method="dialog">
        <h2 id="question">${fill(cancel.question, { number })}</h2>
        <p id="lead">${fill(cancel.lead, { restaurant: restaurant.name })}</p>
        <div class="choices">
          <button class="button primary" value="keep" autofocus>${cancel.no}</button>
          <button class="button stop" value="cancel">${cancel.yes}</button>
        </div>
      </form>
    </dialog>`;
  }

  #ask(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.isSending || dialog === null) return;
    dialog.returnValue = '';
    dialog.showModal();
  }

  #decided({ returnValue }: HTMLDialogElement): void {
    if (returnValue === 'cancel') void this.#cancel();
  }

  async #cancel(): Promise<void> {
    [this.isSending, this.refusal] = [true, null];
    const outcome = await (this.#cancelling ??= new Cancelling(this.session, this.order)).send();
    this.isSending = false;
    this.#show(outcome);
  }

  #show(outcome: Outcome): void {
    const { cancel } = this.words;
    const { order_number: number, restaurant } = this.order;
    if (outcome.kind === 'done') {
      emit(this, 'order-known', { snapshot: outcome.snapshot });
      this.#say(fill(cancel.done, { number }), true);
    } else {
      const late = restaurant.phone === null ? cancel.late : cancel.lateCall;
      this.refusal = fill(outcome.kind === 'late' ? late : cancel[outcome.kind], {
        restaurant: restaurant.name,
      });
      this.#say(this.refusal, false);
    }
    void this.renderRoot.querySelector('order-status-tracker')?.refresh();
    void this.#keepFocus();
  }

  #say(text: string, isSeen: boolean): void {
    emit(this, 'order-said', { text, isSeen });
  }

  /** It may have gone while the question stood before it. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    if (document.activeElement === document.body) this.#takeFocus();
  }

  #takeFocus(): void {
    this.renderRoot.querySelector('h3')?.focus();
  }
}

OrderStatusTracker.register();
customElements.define('open-order', OpenOrder);

declare global {
  interface HTMLElementTagNameMap {
    'open-order': OpenOrder;
  }
}
