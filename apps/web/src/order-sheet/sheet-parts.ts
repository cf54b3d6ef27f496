import type { Item, Order, Session } from '#libs/contracts';
import { en, icon, timeOfDay } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { shortNumber } from '../board-orders/short-number.ts';
import { forwardStep, otherSteps, type Step } from '../board-orders/steps.ts';
import { ageOf } from '../order-card/age.ts';
import { placeOf } from '../order-card/card-parts.ts';
import type { Change } from '../outbox/change.ts';
import { changeWords } from '../outbox/change-words.ts';
import { moneyWords } from '../order-words/amounts.ts';

type Part = TemplateResult | typeof nothing;

const DELAYS = [5, 10, 20] as const;

/** @param now in ms */
export function headingView(order: Order, now: number): TemplateResult {
  const { minutes, tone } = ageOf(order, now);
  return html`<div slot="heading" class="heading">
    <h2>
      <span class="number">${shortNumber(order.order_number)}</span> <small>${order.order_number}</small>
    </h2>
    <p>${placeOf(order)}</p>
    <p class="badges">
      <span class="badge ${order.status_info.color}">${icon(order.status)}${en.labels[order.status]}</span>
      <span class="badge ${tone}">${icon('clock')}${minutes} min${tone === 'red' ? ', late' : ''}</span>
      ${order.estimate ? html`<span class="quiet">promised ${timeOfDay(order.estimate.ready_from)}–${timeOfDay(order.estimate.ready_to)}</span>` : nothing}
    </p>
  </div>`;
}

/** The step forward, and every other one that this person may take. */
export function stepsView(order: Order, role: Session['user']['role'], onStep: (step: Step) => void): Part {
  const forward = forwardStep(order, role);
  const others = otherSteps(order, role);
  if (forward === null && others.length === 0)
    return html`<p class="quiet">There is nothing to do with it now.</p>`;
  const buttonOf = (step: Step, look: string): TemplateResult =>
    html`<button class="button ${look}" type="button" @click=${() => onStep(step)}>${step.verb}</button>`;
  return html`<div class="steps" role="group" aria-label="Steps">
    ${forward ? buttonOf(forward, 'primary forward') : nothing}
    ${others.map((step) => buttonOf(step, step.isStop ? 'stop' : ''))}
  </div>`;
}

/** Nothing is promised from `ready` on, so that there is nothing to delay. */
export function delayView({ estimate }: Order, onDelay: (minutes: number) => void): Part {
  if (!estimate) return nothing;
  return html`<div class="choice" role="group" aria-label="Delay">
    <span class="label">Takes longer</span>
    ${DELAYS.map((minutes) => html`<button class="chip number" type="button" @click=${() => onDelay(minutes)}>+${minutes} min</button>`)}
  </div>`;
}

interface Undoable {
  readonly order: Order;
  /** The latest change that has no verdict. */
  readonly kept: Change | undefined;
  /** By the server's clock, in ms. */
  readonly now: number;
}

interface Undoing {
  readonly onKept: () => void;
  readonly onRecall: () => void;
}

/** The last step, for as long as it can be taken back. */
export function undoView(
  { order: { recallable }, kept, now }: Undoable,
  { onKept, onRecall }: Undoing,
): Part {
  const keptPart = kept ? keptView(kept, onKept) : nothing;
  if (!recallable || Date.parse(recallable.until) < now) return keptPart;
  return html`${keptPart}
    <div class="undoing">
      <button class="button undo" type="button" @click=${onRecall}>
        ${icon('undo')}Back to ${en.labels[recallable.status].toLowerCase()}
      </button>
      <small class="quiet">until ${timeOfDay(recallable.until)}</small>
    </div>`;
}

/** What has left can only be taken back where a recall can follow it. */
function keptView(kept: Change, onKept: () => void): TemplateResult {
  if (kept.wasSent && kept.kind !== 'move')
    return html`<p class="quiet">“${changeWords(kept)}” was sent and waits for its answer</p>`;
  return html`<button class="button undo" type="button" @click=${onKept}>
    ${icon('undo')}Take back “${changeWords(kept)}”, which waits to be sent
  </button>`;
}

export function itemsView({ items, total }: Order): TemplateResult {
  const hasPrices = total.amount > 0;
  const priceOf = ({ unit_price, quantity }: Item): Part =>
    hasPrices
      ? html`<span class="number"
          >${moneyWords({ ...total, amount: unit_price * quantity }, en.language)}</span
        >`
      : nothing;
  return html`<ul class="items">
    ${items.map((item) => html`<li><span class="number quantity">${item.quantity}</span><span>${item.name}${item.notes ? html`<em>${item.notes}</em>` : nothing}</span>${priceOf(item)}</li>`)}
    ${hasPrices ? html`<li class="total"><span></span><span>Total</span><span class="number">${moneyWords(total, en.language)}</span></li>` : nothing}
  </ul>`;
}

/** Who ordered, and where it goes. */
export function contactView({ customer, address, table, external_id }: Order): Part {
  const facts: readonly (readonly [string, string | TemplateResult | null | undefined])[] = [
    ['Name', customer?.name],
    ['Phone', customer?.phone ? html`<a href="tel:${customer.phone}">${customer.phone}</a>` : null],
    ['E-mail', customer?.email],
    ['Address', address],
    ['Table', table],
    ['Number at the till', external_id],
  ];
  const known = facts.filter(([, fact]) => fact);
  return known.length === 0
    ? nothing
    : html`<dl>
        ${known.map(
          ([name, fact]) =>
            html`<dt>${name}</dt>
              <dd>${fact}</dd>`,
        )}
      </dl>`;
}
