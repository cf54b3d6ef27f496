import type { Order, TrackingLink } from '#libs/contracts';
import { foundation, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { sign } from '../../ui/controls/sign.ts';
import { TapThrough } from '../../ui/second-tap/tap-through.controller.ts';
import { styles } from './order-link.styles.ts';
import { printTicket } from './print-ticket.ts';
import { asImage } from './qr-image.ts';

/** The order's tracking link to scan, to print, and to replace where it went astray. */
export class OrderLink extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    order: { attribute: false },
    session: { attribute: false },
    svg: { state: true },
    link: { state: true },
    refusal: { state: true },
    isSure: { state: true },
  };

  declare order: Order;
  declare session: BoardSession;
  declare private svg: string | null;
  declare private link: string | null;
  declare private refusal: string | null;
  /** Whether someone is about to replace the link. */
  declare private isSure: boolean;
  readonly #tapThrough = new TapThrough(this);

  constructor() {
    super();
    [this.svg, this.link, this.refusal, this.isSure] = [null, null, null, false];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#draw();
  }

  protected override render(): TemplateResult {
    const { order, svg } = this;
    const link = this.link ?? order.tracking_url;
    if (link === '') return html`<p class="wait">Shown once the connection is back.</p>`;
    return html` ${
        this.refusal === null ? nothing : html`<p class="alert red" role="alert">${this.refusal}</p>`
      }
      ${
        svg === null
          ? html`<p class="wait">${this.refusal === null ? 'Drawing the code…' : ''}</p>`
          : html`<img
              src=${asImage(svg)}
              width="220"
              height="220"
              alt="QR code of the tracking link of ${order.order_number}"
            />`
      }
      <p class="address"><a href=${link} target="_blank" rel="noopener">${link}</a></p>
      <div class="acts">
        <button
          class="button"
          type="button"
          ?disabled=${svg === null}
          @click=${() => svg && printTicket(order, svg)}
        >
          ${sign('print')}Print
        </button>
        ${
          this.isSure
            ? html`<button class="button stop" type="button" @click=${() => void this.#replace()}>
                The old link stops working. Replace
              </button>`
            : html`<button class="button" type="button" @click=${() => this.#ask()}>New link</button>`
        }
      </div>`;
  }

  /** The button that does it stands where the one that asks stood. */
  #ask(): void {
    this.isSure = true;
    this.#tapThrough.closed();
  }

  async #draw(): Promise<void> {
    try {
      const response = await this.session.fetch(`/online/orders/${this.order.order_id}/link.svg`);
      if (response.ok) [this.svg, this.refusal] = [await response.text(), null];
      else this.refusal = 'This order has no link. Make a new one to show it.';
    } catch {
      this.refusal = 'The code could not be loaded. The link below works all the same.';
    }
  }

  async #replace(): Promise<void> {
    this.isSure = false;
    const answer = await this.session.ask<TrackingLink>(
      'POST',
      `/online/orders/${this.order.order_id}/link/`,
    );
    if (!answer.ok) {
      this.refusal =
        answer.problem?.detail ??
        'There was no answer. The old link may still be the one that works; look again in a moment.';
      return;
    }
    [this.link, this.svg] = [answer.body.tracking_url, null];
    await this.#draw();
  }
}

customElements.define('order-link', OrderLink);

declare global {
  interface HTMLElementTagNameMap {
    'order-link': OrderLink;
  }
}
