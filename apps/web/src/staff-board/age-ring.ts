import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Card } from '../board-orders/cards.ts';

const MINUTE_MS = 60_000;
/** The last fifth of the time is when a cook should look up. */
const SOON = 0.8;

/** How much of the promised time has gone, from 0; null where nothing is promised. */
export function timeUsed({ order, estimate }: Card, now: number): number | null {
  if (!estimate) return null;
  const placed = Date.parse(order.placed_at);
  return Math.max(0, (now - placed) / Math.max(MINUTE_MS, Date.parse(estimate.ready_to) - placed));
}

/** The order's age as a ring that fills towards the estimate; turns amber, then red, with the word. */
export function ageRing(card: Card, now: number): TemplateResult {
  const used = timeUsed(card, now);
  const minutes = Math.max(0, Math.floor((now - Date.parse(card.order.placed_at)) / MINUTE_MS));
  const isLate = used !== null && used > 1;
  const color = isLate ? 'red' : (used ?? 0) > SOON ? 'amber' : 'gray';
  return html`<span class="age ${color}">
    ${isLate ? html`<strong>late</strong>` : nothing}
    <span class="ring">
      <svg viewBox="0 0 36 36" width="48" height="48" aria-hidden="true">
        <circle class="track" cx="18" cy="18" r="15.5" pathLength="100"></circle>
        ${used === null ? nothing : arc(Math.min(1, used))}
      </svg>
      <span class="number">${minutes}<span class="unit">min</span></span>
    </span>
  </span>`;
}

const arc = (part: number) =>
  svg`<circle class="arc" cx="18" cy="18" r="15.5" pathLength="100" stroke-dasharray="${Math.round(part * 100)} 100" transform="rotate(-90 18 18)"></circle>`;
