import type { Order } from '#libs/contracts';
import { linesOf, statusInfo } from '#libs/order-model';
import { foundation, tokens } from '#libs/tracker';
import { css, html, LitElement, type TemplateResult } from 'lit';
import '../order-card/order-card.element.ts';
import { guideBlocks } from './guide-blocks.styles.ts';
import { adviceView, remarksView } from './guide-blocks.ts';

const styles = css`
  :host {
    color: #000000;
    font-size: 9pt;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  h1 {
    margin: 0 0 2mm;
    font-size: 18pt;
    line-height: 1.2;
    font-weight: 720;
  }
  .card {
    display: grid;
    grid-template-columns: 66mm 1fr;
    gap: 6mm;
    align-items: stretch;
    margin-block-end: 3mm;
    break-inside: avoid;
  }
  .card order-card {
    content-visibility: visible;
    padding: 0;
  }
  ol {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ol li {
    display: flex;
    align-items: center;
    gap: 3mm;
  }
  ol li::before {
    content: '←';
    font-weight: 700;
  }
  dl,
  p {
    line-height: 1.24;
  }
  dt,
  dd {
    padding-block: 0.55mm;
    break-inside: avoid;
  }
  p {
    margin: 1.2mm 0 0;
    break-inside: avoid;
  }
`;

const MINUTE_MS = 60_000;

/** An order as any kitchen has them. */
function sample(now: number): Order {
  const at = (minutes: number): string => new Date(now + minutes * MINUTE_MS).toISOString();
  return {
    order_id: '',
    order_number: 'ONLINE-000042',
    display_number: '42',
    restaurant_id: '',
    restaurant: { name: '', phone: null, address: null },
    fulfilment: 'dine_in',
    table: '7',
    status: 'cooking',
    order_status: 'cooking',
    version: 1,
    items: linesOf([
      { name: 'Spicy Ramen', quantity: 2, unit_price: 0, notes: 'No egg in one of them' },
      { name: 'Gyoza, six pieces', quantity: 1, unit_price: 0 },
    ]),
    adjustments: [],
    payment: { status: 'unpaid' },
    notes: null,
    total: { amount: 0, currency: 'PHP' },
    placed_at: at(-14),
    updated_at: at(-8),
    tracking_url: '',
    status_info: statusInfo('cooking', 'dine_in'),
    estimate: { ready_from: at(4), ready_to: at(8) },
  };
}

/** The guide on a sheet of paper, with a card and what its parts mean. */
export class GuidePaper extends LitElement {
  static override readonly styles = [tokens, foundation, guideBlocks, styles];

  protected override render(): TemplateResult {
    return html`<h1>The board, on one page</h1>
      <div class="card">
        <order-card
          inert
          .order=${sample(Date.now())}
          .age=${{ minutes: 14, filled: 26, tone: 'gray' }}
          .step=${{ to: 'ready', verb: 'Mark ready', isStop: false }}
          .isKept=${false}
          .refusal=${null}
          .hasLeft=${false}
          .isFresh=${false}
          .hasDraft=${false}
          .choosing=${'off'}
          .showsStatus=${false}
          .showsContact=${false}
          .takesMoney=${false}
        ></order-card>
        <ol>
          <li>The number to call out, and the order’s age in minutes</li>
          <li>The kind of order, and its table or street</li>
          <li>Press anywhere here: all of the order opens</li>
          <li>Press here: the order moves on</li>
        </ol>
      </div>
      ${adviceView()} ${remarksView()}`;
  }
}

customElements.define('guide-paper', GuidePaper);

declare global {
  interface HTMLElementTagNameMap {
    'guide-paper': GuidePaper;
  }
}
