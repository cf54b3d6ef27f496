import type { OrderWithHistory } from '#libs/contracts';
import { isEnded } from '#libs/order-model';
import { type ConnectionStatus, icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import type { OrderWords } from '../../ui/order-words/en.ts';

const dotColor = { connected: 'green', polling: 'amber', disconnected: 'amber' } as const;

/** The one dot of the page, for all its trackers; colour, shape and word say the same. */
export function connectionView(
  status: Exclude<ConnectionStatus, 'error'> | null,
  { connection }: OrderWords,
): TemplateResult | typeof nothing {
  if (status === null) return nothing;
  const word = { connected: connection.live, polling: connection.polling, disconnected: connection.away }[
    status
  ];
  return html`<p class="live ${dotColor[status]}"><span class="dot ${status}"></span>${word}</p>`;
}

/** What those are called that were open when the page was opened, or since: they stay where they ended. */
export function openTitle(
  orders: readonly Pick<OrderWithHistory, 'status'>[],
  { open, now, justEnded }: OrderWords,
): string {
  const ended = orders.filter(({ status }) => isEnded(status)).length;
  if (ended === 0) return open;
  return ended === orders.length ? justEnded : now;
}

export const awayView = (said: string, onTry: () => void, { tryNow }: OrderWords): TemplateResult =>
  html`<div class="alert away amber">
    ${icon('delivery_failed')}<span>${said}</span
    ><button class="button" type="button" @click=${onTry}>${icon('refresh')}${tryNow}</button>
  </div>`;

export const emptyView = ({ empty }: OrderWords): TemplateResult =>
  html`<div class="plain">
    <span class="sign">${icon('delivered')}</span>
    <h2>${empty.title}</h2>
    <p>${empty.lead}</p>
  </div>`;

export const bonesView = ({ loading }: OrderWords): TemplateResult =>
  html`<div class="bones" aria-busy="true">
    <p class="unseen">${loading}</p>
    <span class="bone high"></span><span class="bone"></span><span class="bone"></span>
  </div>`;
