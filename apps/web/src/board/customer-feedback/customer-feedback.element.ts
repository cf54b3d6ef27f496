import type { Feedback, Order, Snapshot } from '#libs/contracts';
import { foundation, timeOfDay, tokens } from '#libs/tracker';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { sign } from '../../ui/controls/sign.ts';
import type { OrdersApi } from '../board-orders/orders-api.ts';
import { latenessWords } from './lateness.ts';

const STARS = [1, 2, 3, 4, 5] as const;

const styles = css`
  :host {
    display: block;
    line-height: 1.4;
  }
  section {
    display: grid;
    gap: 8px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_hair);
  }
  h3 {
    font-size: 16px;
    font-weight: 650;
  }
  .stars {
    display: flex;
    align-items: center;
    gap: 4px;
    color: var(--_amber);
    font-weight: 680;
  }
  .stars .icon {
    inline-size: 24px;
    block-size: 24px;
  }
  .full .icon {
    fill: currentcolor;
  }
  .stars small,
  .late {
    color: var(--_muted);
    font-size: 14px;
    font-weight: 450;
  }
  .stars small {
    margin-inline-start: 8px;
  }
  blockquote {
    margin: 0;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--_amber);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
`;

/** How its customer liked an order, beside how late it was; nothing where they said nothing. */
export class CustomerFeedback extends LitElement {
  static override readonly styles = [tokens, foundation, styles];
  static override readonly properties: PropertyDeclarations = {
    api: { attribute: false },
    order: { attribute: false },
    snapshot: { attribute: false },
    feedback: { state: true },
  };

  declare api: Pick<OrdersApi, 'feedback'>;
  declare order: Order;
  /** With its whole history. */
  declare snapshot: Snapshot;
  declare private feedback: Feedback | null;
  #asked = '';

  constructor() {
    super();
    this.feedback = null;
  }

  protected override willUpdate(): void {
    void this.#read();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { feedback } = this;
    if (feedback === null) return nothing;
    const { rating, comment, updated_at } = feedback;
    return html`<section aria-labelledby="said">
      <h3 id="said">What the customer said</h3>
      <p class="stars">
        ${STARS.map((star) => html`<span class=${star <= rating ? 'full' : ''}>${sign('star')}</span>`)}
        <span>${rating} of 5</span><small>${timeOfDay(updated_at)}</small>
      </p>
      ${comment ? html`<blockquote>${comment}</blockquote>` : nothing}
      <p class="late">${latenessWords(this.order, this.snapshot)}.</p>
    </section>`;
  }

  /** Anew with each version: it may have been given meanwhile. */
  async #read(): Promise<void> {
    const { order_id, version } = this.order;
    const asked = `${order_id} ${version}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    const feedback = await this.api.feedback(order_id);
    if (this.#asked === asked) this.feedback = feedback;
  }
}

customElements.define('customer-feedback', CustomerFeedback);

declare global {
  interface HTMLElementTagNameMap {
    'customer-feedback': CustomerFeedback;
  }
}
