import type { Order } from '#libs/contracts';
import { ownNumber } from '#libs/order-model';
import { icon, telLink } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { attentionsOf, attentionWords } from '../attention/attention-words.ts';
import { sign } from '../../ui/controls/sign.ts';
import { allergensOf, saysAllergy } from '../order-content/allergies.ts';
import { moneyText } from '../order-content/amount-texts.ts';
import { whenWords } from '../order-content/when-words.ts';
import type { AcceptCountdown } from './accept-countdown.ts';
import { labelOf } from '../order-content/status-label.ts';
import { adjustmentName, hasSums, isOwed, paymentText, totalText } from '../order-content/sums.ts';

type Part = TemplateResult | typeof nothing;

/** The whole number, where people call the order by something else. */
export const fullNumberView = (order: Order): Part =>
  ownNumber(order) === null ? nothing : html`<p class="line full-number number">${order.order_number}</p>`;

export const statusView = ({ status }: Order): TemplateResult =>
  html`<p class="line status">${icon(status)}${labelOf(status)}</p>`;

export const refusalView = (refusal: string): TemplateResult =>
  html`<p class="line block red" role="alert">${icon('delivery_failed')}<span>${refusal}</span></p>`;

export const keptView = (): TemplateResult =>
  html`<p class="line kept">${sign('waiting')}Kept until the connection is back</p>`;

export const draftView = (): TemplateResult =>
  html`<p class="line kept">${sign('note')}A note was typed and not sent yet</p>`;

/** For when it was ordered, where that is not at once. */
export function scheduledView({ scheduled_for }: Order): Part {
  if (!scheduled_for) return nothing;
  return html`<p class="line block blue">
    ${sign('later')}<span>For <strong class="number">${whenWords(scheduled_for)}</strong></span>
  </p>`;
}

export const acceptView = ({ words, tone }: AcceptCountdown): TemplateResult =>
  html`<p class="line block number ${tone}" role="timer" aria-live="off">
    ${icon('clock')}<span>${words}</span>
  </p>`;

/** What of it somebody should look after. */
export const attentionView = (order: Order): Part =>
  attentionsOf(order).length === 0
    ? nothing
    : html`<p class="line block attention">${sign('alarm')}<span>${attentionWords(order)}</span></p>`;

/** What was said last: among ourselves, and to the customer. */
export function notesView({ latest_notes: latest }: Order): Part {
  if (!latest) return nothing;
  return html`${latest.internal_notes ? blockView(latest.internal_notes, 'amber', sign('note')) : nothing}
  ${latest.notes ? html`<p class="line said">${sign('said')}<span>${latest.notes}</span></p>` : nothing}`;
}

/** What the customer wished for the whole order; an allergy is not to be overlooked. */
export function wishView({ notes }: Order): Part {
  if (!notes) return nothing;
  return blockView(notes, 'blue', sign('said'), 'Customer:');
}

/** Words on a ground of their own; those of an allergy on red, whoever wrote them. */
function blockView(
  text: string,
  color: 'amber' | 'blue',
  picture: TemplateResult,
  from = '',
): TemplateResult {
  const isAllergy = saysAllergy(text);
  return html`<p class="line block ${isAllergy ? 'red' : color}">
    ${isAllergy ? '⚠' : picture}<span>${from ? html`<strong>${from}</strong> ` : nothing}${text}</span>
  </p>`;
}

/** On the head, so that nobody has to read the lines to know of it. */
export function allergensView(order: Order): Part {
  const allergens = allergensOf(order);
  if (allergens.length === 0) return nothing;
  return html`<p class="line head-allergens">
    <strong class="allergen">⚠ Allergens: ${allergens.join(', ')}</strong>
  </p>`;
}

/**
 * What is still to be paid stands out; what is paid is said quietly.
 * @param takesMoney where nobody does, all of it is
 */
export function moneyView(order: Order, takesMoney: boolean): Part {
  if (!hasSums(order)) return nothing;
  const { adjustments, total } = order;
  const added = adjustments.map(
    (each) => `${adjustmentName(each)} ${moneyText(each.amount, total.currency)}`,
  );
  const isLoud = takesMoney && isOwed(order);
  return html`${added.length > 0 ? html`<p class="line said"><span>${added.join(' · ')}</span></p>` : nothing}
    <p class="line pay ${isLoud ? 'open' : ''}">
      ${order.payment.status === 'unpaid' ? nothing : icon('check')}<span>${paymentText(order)}</span
      ><strong class="number">${totalText(order)}</strong>
    </p>`;
}

export function contactView({ customer }: Order): Part {
  const link = telLink(customer?.phone);
  if (link === null) return customer?.name ? html`<p class="line">${customer.name}</p>` : nothing;
  return html`<a class="call" href=${link}>${icon('phone')}Call ${customer?.name ?? customer?.phone}</a>`;
}
