import type { Item } from '#libs/contracts';
import { icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import type { Card } from '../board-orders/cards.ts';
import type { ForwardStep } from '../board-orders/forward-step.ts';
import { ageRing } from './age-ring.ts';
import { kindWords } from './columns.ts';

export interface CardActions {
  readonly step: ForwardStep | null;
  readonly isMoving: boolean;
  readonly onForward: () => void;
}

/** One order, to be read from two metres; its lower edge is the button that moves it on. */
export function cardView(card: Card, { step, isMoving, onForward }: CardActions, now: number): TemplateResult {
  const { order } = card;
  return html`<article class="card ${order.status_info.color}" aria-labelledby="n-${order.order_id}">
    <header>
      <div>
        <h3 id="n-${order.order_id}" class="number" title=${order.order_number}>${shortNumber(order.order_number)}</h3>
        <p class="where">${kindWords[order.fulfilment]}${placeOf(card)}</p>
      </div>
      ${ageRing(card, now)}
    </header>
    ${order.status === 'delivery_failed' ? html`<p class="alarm red">${icon('delivery_failed')}Delivery failed</p>` : nothing}
    <ul>${order.items.map(itemView)}</ul>
    ${isMoving ? html`<p class="saving" role="status">Saving…</p>` : forwardView(step, onForward)}
  </article>`;
}

const forwardView = (step: ForwardStep | null, onForward: () => void): TemplateResult | typeof nothing =>
  step ? html`<button class="forward" type="button" @click=${onForward}>${step.verb}</button>` : nothing;

function placeOf({ order }: Card): string {
  if (order.table) return ` · Table ${order.table}`;
  return order.address ? ` · ${order.address}` : '';
}

/** What a cook calls out: `ONLINE-000042` is 42; the whole number is the title. */
const shortNumber = (orderNumber: string): string => /-0*(\d+)$/.exec(orderNumber)?.[1] ?? orderNumber;

const itemView = ({ quantity, name, notes }: Item): TemplateResult => html`
  <li><span class="number quantity">${quantity}</span><span class="what">${name}${notes ? html`<em>${notes}</em>` : nothing}</span></li>`;
