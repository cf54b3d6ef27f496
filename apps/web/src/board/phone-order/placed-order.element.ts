import type { Contact, Order, PlacedOrder, PlaceOrder, Snapshot } from '#libs/contracts';
import { foundation, icon, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { emit } from '../../ui/controls/emit.ts';
import { faultOf, faultView } from '../../ui/form-answer/fault.ts';
import { refusalOf, type Wrong, wrongIn } from '../../ui/form-answer/form-answer.ts';
import { whenWords } from '../order-content/when-words.ts';
import '../order-link/order-link.element.ts';
import { type LeftOut, leftOut } from './left-out.ts';

const NO_ANSWER = 'There was no answer. Nothing is lost: press again.';

const styles = css`
  :host {
    display: grid;
    gap: 20px;
    line-height: 1.4;
  }
  .done {
    display: flex;
    gap: 12px;
    padding: 14px 16px;
    border-radius: var(--_radius);
    background: var(--_green-ground);
    color: var(--_green);
  }
  .left-out,
  form {
    display: grid;
    gap: 12px;
  }
  .alert p + p {
    margin-block-start: 6px;
  }
`;

/** An order as it was placed, and what had been sent of it; `isEarlier` where an earlier try placed it. */
export interface JustPlaced {
  readonly order: PlacedOrder;
  readonly sent: PlaceOrder;
  readonly isEarlier: boolean;
}

/**
 * An order that was just placed: its number, its link, and what of it was left out, to be put right.
 * @fires order-corrected
 */
export class PlacedOrderView extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    placed: { attribute: false },
    sent: { attribute: false },
    isEarlier: { attribute: false },
    session: { attribute: false },
    isCorrected: { state: true },
    wrong: { state: true },
    refusal: { state: true },
  };

  declare placed: PlacedOrder;
  declare sent: PlaceOrder;
  /** It was placed by a try before the last one, as it was then. */
  declare isEarlier: boolean;
  declare session: BoardSession;
  declare private isCorrected: boolean;
  declare private wrong: Wrong;
  declare private refusal: string | null;

  constructor() {
    super();
    [this.isEarlier, this.isCorrected, this.wrong, this.refusal] = [false, false, {}, null];
  }

  /** Puts the keyboard to what became of the order, which is read out. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.done')?.focus(options);
  }

  protected override render(): TemplateResult {
    const { placed, session } = this;
    const forWhen = placed.scheduled_for ? `, for ${whenWords(placed.scheduled_for)}` : '';
    return html`<p class="done" tabindex="-1">
        ${icon('check')}<span
          >Number <strong class="number">${placed.display_number}</strong> is on the board${forWhen}. The
          customer follows it with this code.</span
        >
      </p>
      ${
        this.isEarlier
          ? html`<p class="alert amber" role="alert">
              ${icon('delivery_failed')}<span
                >It had already been placed before you changed it, and stands as it was then. Look at it on
                the board.</span
              >
            </p>`
          : nothing
      }
      ${
        this.isCorrected
          ? html`<p class="alert green" role="status">${icon('check')}<span>The order has it now.</span></p>`
          : this.#leftOutView()
      }
      <order-link .order=${placed} .session=${session}></order-link>`;
  }

  #leftOutView(): TemplateResult | typeof nothing {
    const all = leftOut(this.sent, this.placed);
    if (all.length === 0) return nothing;
    return html`<div class="left-out">
      <div class="alert amber" role="alert">
        ${icon('delivery_failed')}
        <div>${all.map(({ words }) => html`<p>${words}</p>`)}</div>
      </div>
      ${this.#correctionView(all)}
    </div>`;
  }

  /** Whoever calls is still on the phone. */
  #correctionView(all: readonly LeftOut[]): TemplateResult | typeof nothing {
    const fields = all.filter(({ part }) => part !== null);
    if (fields.length === 0) return nothing;
    return html`<form novalidate @submit=${(event: SubmitEvent) => void this.#correct(event)}>
      ${fields.map(({ part, typed }) => this.#fieldView(part ?? '', typed))}
      ${this.refusal === null ? nothing : html`<p class="alert red" role="alert">${this.refusal}</p>`}
      <button class="button" type="submit">Add it to the order</button>
    </form>`;
  }

  #fieldView(part: string, typed: string): TemplateResult {
    const path = `customer.${part}`;
    const { isWrong, saidBy } = faultOf(path, this.wrong[path]);
    return html`<label class="field"
      >${{ phone: 'Phone', email: 'E-mail', name: 'Name' }[part]}
      <input
        name=${part}
        autocomplete="off"
        aria-invalid=${isWrong}
        aria-describedby=${saidBy}
        .defaultValue=${typed}
      />
      ${faultView(path, this.wrong[path])}
    </label>`;
  }

  async #correct(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const typed = [...new FormData(event.target as HTMLFormElement)];
    const customer: Contact = { ...this.placed.customer, ...Object.fromEntries(typed) };
    const path = `/online/orders/${this.placed.order_id}/amend/`;
    const answer = await this.session.ask<Snapshot>('POST', path, { customer });
    this.wrong = answer.ok ? {} : wrongIn(answer.problem);
    this.refusal = answer.ok ? null : refusalOf(answer.problem, NO_ANSWER);
    this.isCorrected = answer.ok;
    await this.updateComplete;
    if (answer.ok) this.focus();
    else this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    if (answer.ok) emit(this, 'order-corrected', { order: { ...this.placed, customer } });
  }
}

customElements.define('placed-order', PlacedOrderView);

declare global {
  interface HTMLElementTagNameMap {
    'placed-order': PlacedOrderView;
  }
  interface HTMLElementEventMap {
    'order-corrected': CustomEvent<{ readonly order: Order }>;
  }
}
