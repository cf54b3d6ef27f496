import type { Order, Session } from '#libs/contracts';
import { icon, telLink, timeOfDay } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { forwardStep, otherSteps, type Step } from '../board-orders/steps.ts';
import { sign } from '../../ui/controls/sign.ts';
import { attentionsOf, attentionWords } from '../attention/attention-words.ts';
import { ageOf } from '../order-card/age.ts';
import { ageWords } from '../order-card/age-words.ts';
import { placeOf } from '../order-card/place-words.ts';
import type { Change } from '../outbox/change.ts';
import { changeWords } from '../outbox/change-words.ts';
import { paymentWords } from '../../ui/order-words/payments.ts';
import { saysAllergy } from '../order-content/allergies.ts';
import { itemLines } from '../order-content/item-lines.ts';
import { moneyText } from '../order-content/amount-texts.ts';
import { promisedWindow } from '../order-content/promised-window.ts';
import { whenWords } from '../order-content/when-words.ts';
import { labelOf } from '../order-content/status-label.ts';
import { adjustmentName, hasSums, isOwed, paymentText, totalText } from '../order-content/sums.ts';

type Part = TemplateResult | typeof nothing;

const DELAYS = [5, 10, 20] as const;

/** @param now in ms */
export function headingView(order: Order, now: number): TemplateResult {
  const age = ageOf(order, now);
  const promised = promisedWindow(order.estimate);
  return html`<div slot="heading" class="heading">
    <h2><span class="number">${order.display_number}</span> <small>${order.order_number}</small></h2>
    <p>${placeOf(order)}</p>
    <p class="badges">
      <span class="badge ${order.status_info.color}">${icon(order.status)}${labelOf(order.status)}</span>
      ${
        order.status === 'scheduled'
          ? nothing
          : html`<span class="badge ${age.tone}">${icon('clock')}${ageWords(age)}</span>`
      }
      ${
        order.scheduled_for
          ? html`<span class="badge blue">${sign('later')}For ${whenWords(order.scheduled_for)}</span>`
          : nothing
      }
      ${
        attentionsOf(order).length > 0
          ? html`<span class="badge attention">${sign('alarm')}${attentionWords(order)}</span>`
          : nothing
      }
      ${
        promised
          ? html`<span class="quiet">promised ${timeOfDay(promised.from)}–${timeOfDay(promised.to)}</span>`
          : nothing
      }
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

/** Where nothing is promised there is nothing to delay; what is for later gets another time instead. */
export function delayView({ estimate, status }: Order, onDelay: (minutes: number) => void): Part {
  if (status === 'scheduled' || promisedWindow(estimate) === null) return nothing;
  return html`<div class="choice" role="group" aria-label="Delay">
    <span class="label">Takes longer</span>
    ${DELAYS.map(
      (minutes) =>
        html`<button class="chip number" type="button" @click=${() => onDelay(minutes)}>
          +${minutes} min
        </button>`,
    )}
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
        ${icon('undo')}Back to ${labelOf(recallable.status).toLowerCase()}
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

/** Its own lines are kept, so none may be added here. */
function wishView(notes: string): TemplateResult {
  const [look, mark] = saysAllergy(notes) ? ['red', '⚠ '] : ['blue', ''];
  return html`<p class="wish ${look}">${mark}<strong>Customer:</strong> ${notes}</p>`;
}

/** Every line with what it costs, what was added and taken off, and the sum. */
export function itemsView(order: Order): TemplateResult {
  const { adjustments, total, notes } = order;
  const currency = hasSums(order) ? total.currency : null;
  return html`${notes ? wishView(notes) : nothing} ${itemLines(order, currency)}
  ${
    currency === null
      ? nothing
      : html`<dl class="sums">
          ${adjustments.map(
            (each) =>
              html`<dt>${adjustmentName(each)}</dt>
                <dd class="number">${moneyText(each.amount, currency)}</dd>`,
          )}
          <dt class="total">Total</dt>
          <dd class="total number">${totalText(order)}</dd>
        </dl>`
  }`;
}

const payable: readonly NonNullable<Order['payment']['method']>[] = ['cash', 'card', 'online', 'other'];

/** Whether it is paid, and, for those who take money, the button that says so. */
export function paymentView(
  order: Order,
  mayAmend: boolean,
  onPaid: (payment: Order['payment']) => void,
): Part {
  const { payment } = order;
  const isOpen = payment.status === 'unpaid';
  if (!hasSums(order) && !mayAmend) return nothing;
  const button = (words: string, said: Order['payment']): TemplateResult =>
    html`<button class="chip" type="button" @click=${() => onPaid(said)}>${words}</button>`;
  return html`<section aria-labelledby="payment">
    <h3 id="payment">Payment</h3>
    <p class="pay ${isOwed(order) ? 'open' : ''}">
      ${isOpen ? nothing : icon('check')}<span>${paymentText(order)}</span>${
        hasSums(order) ? html`<strong class="number">${totalText(order)}</strong>` : nothing
      }
    </p>
    ${
      mayAmend
        ? html`<div class="choice" role="group" aria-label="Payment">
            ${
              isOpen
                ? payable.map((method) =>
                    button(paymentWords({ status: 'paid', method }), { status: 'paid', method }),
                  )
                : button('Not paid after all', { status: 'unpaid' })
            }
          </div>`
        : nothing
    }
  </section>`;
}

/** Who ordered, and where it goes. */
export function contactView({ customer, address, table, external_id }: Order): Part {
  const link = telLink(customer?.phone);
  const facts: readonly (readonly [string, string | TemplateResult | null | undefined])[] = [
    ['Name', customer?.name],
    ['Phone', link === null ? customer?.phone : html`<a href=${link}>${customer?.phone}</a>`],
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
