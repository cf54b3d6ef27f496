import type { Item, Order } from '#libs/contracts';
import { en, icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import { kindWords } from '../board-layout/views.ts';
import { sign } from '../controls/sign.ts';

type Part = TemplateResult | typeof nothing;

/** Where it goes: the kind, and the table, the street or whoever comes for it. */
export function placeOf({ fulfilment, table, address, customer }: Order): string {
  const place = { dine_in: table && `Table ${table}`, delivery: address, pickup: customer?.name }[fulfilment];
  return place ? `${kindWords[fulfilment]} · ${place}` : kindWords[fulfilment];
}

export const statusView = ({ status }: Order): TemplateResult =>
  html`<p class="line status">${icon(status)}${en.labels[status]}</p>`;

export const refusalView = (refusal: string): TemplateResult =>
  html`<p class="line block red" role="alert">${icon('delivery_failed')}<span>${refusal}</span></p>`;

export const keptView = (): TemplateResult =>
  html`<p class="line kept">${sign('waiting')}Kept until the connection is back</p>`;

/** What was said last: among ourselves, and to the customer. */
export function notesView({ latest_notes: latest }: Order): Part {
  if (!latest) return nothing;
  return html`${latest.internal_notes ? html`<p class="line block amber">${sign('note')}<span>${latest.internal_notes}</span></p>` : nothing}
  ${latest.notes ? html`<p class="line said">${sign('said')}<span>${latest.notes}</span></p>` : nothing}`;
}

export const itemsView = ({ items }: Order): TemplateResult =>
  html`<ul>
    ${items.map(itemView)}
  </ul>`;

const itemView = ({ quantity, name, notes }: Item): TemplateResult =>
  html` <li>
    <span class="number quantity">${quantity}</span
    ><span class="what">${name}${notes ? html`<em>${notes}</em>` : nothing}</span>
  </li>`;

export function contactView({ customer }: Order): Part {
  if (!customer?.phone) return customer?.name ? html`<p class="line">${customer.name}</p>` : nothing;
  return html`<a class="call" href="tel:${customer.phone}"
    >${icon('phone')}Call ${customer.name ?? customer.phone}</a
  >`;
}
