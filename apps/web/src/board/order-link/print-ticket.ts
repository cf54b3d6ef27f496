import type { Item, Order } from '#libs/contracts';
import { html, nothing, render, type TemplateResult } from 'lit';
import { placeOf } from '../order-card/place-words.ts';
import { allergensOf } from '../order-content/allergies.ts';
import { moneyText, quantityText } from '../order-content/amount-texts.ts';
import { adjustmentName, hasSums, isOwed, paymentText, totalText } from '../order-content/sums.ts';
import { asImage } from './qr-image.ts';

/**
 * Puts a slip of paper with the order and the code of its link beside the page, prints that alone, and takes
 * it away.
 */
export function printTicket(order: Order, svg: string): void {
  const paper = document.createElement('div');
  paper.className = 'print-ticket';
  render(ticketView(order, svg), paper);
  document.body.append(paper);
  addEventListener('afterprint', () => paper.remove(), { once: true });
  void paper
    .querySelector('img')
    ?.decode()
    .then(() => print());
}

const ticketView = (order: Order, svg: string): TemplateResult => {
  const allergens = allergensOf(order);
  return html` <h1>${order.restaurant.name}</h1>
    <p class="ticket-number">${order.display_number}</p>
    <p>${order.order_number}</p>
    <p>${placeOf(order)}</p>
    ${
      allergens.length > 0
        ? html`<p class="ticket-warning">⚠ Allergens: ${allergens.join(', ')}</p>`
        : nothing
    }
    ${order.notes ? html`<p class="ticket-wish">Customer: ${order.notes}</p>` : nothing}
    <ul>
      ${order.items.map((item) => lineView(item, order))}
    </ul>
    ${hasSums(order) ? sumsView(order) : nothing}
    <img src=${asImage(svg)} alt="" width="180" height="180" />
    <p>Scan it to see where your order is.</p>
    ${order.restaurant.phone ? html`<p>${order.restaurant.phone}</p>` : nothing}`;
};

/** Black on white: what is marked is marked by words and signs. */
function lineView(item: Item, order: Order): TemplateResult {
  const { name, quantity, modifiers = [], allergens = [], notes, state, amount } = item;
  const isGone = state === 'unavailable';
  const isDone = state === 'done' || state === 'served';
  const words = `${quantityText(quantity)} × ${name}`;
  return html`<li>
    <span class="ticket-row"
      ><span>${isGone ? html`<s>${words}</s> not available` : words}${isDone ? ' ✓' : ''}</span
      >${hasSums(order) ? html`<span>${moneyText(amount, order.total.currency)}</span>` : nothing}</span
    >
    ${modifiers.map(
      (each) =>
        html`<small>+ ${each.quantity === 1 ? '' : `${quantityText(each.quantity)} × `}${each.name}</small>`,
    )}
    ${notes ? html`<small>${notes}</small>` : nothing}
    ${allergens.length > 0 ? html`<small class="ticket-warning">⚠ ${allergens.join(', ')}</small>` : nothing}
  </li>`;
}

function sumsView(order: Order): TemplateResult {
  const { adjustments, total } = order;
  const row = (name: string, amount: string, look = ''): TemplateResult =>
    html`<p class="ticket-row ${look}"><span>${name}</span><span>${amount}</span></p>`;
  return html`${adjustments.map((each) => row(adjustmentName(each), moneyText(each.amount, total.currency)))}
    ${row('Total', totalText(order), 'ticket-total')}
    <p class=${isOwed(order) ? 'ticket-open' : ''}>${paymentText(order)}</p>`;
}
