import type { Order } from '#libs/contracts';
import { html, render, type TemplateResult } from 'lit';
import { placeOf } from '../order-card/card-parts.ts';
import { asImage } from './qr-image.ts';

/** Puts a slip of paper with the order and the code of its link beside the page, prints that alone, and takes it away. */
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

const ticketView = (order: Order, svg: string): TemplateResult =>
  html` <h1>${order.restaurant.name}</h1>
    <p class="ticket-number">${order.order_number}</p>
    <p>${placeOf(order)}</p>
    <ul>
      ${order.items.map(({ quantity, name, notes }) => html`<li>${quantity} × ${name}${notes ? html`<br /><small>${notes}</small>` : ''}</li>`)}
    </ul>
    <img src=${asImage(svg)} alt="" width="180" height="180" />
    <p>Scan it to see where your order is.</p>
    ${order.restaurant.phone ? html`<p>${order.restaurant.phone}</p>` : ''}`;
