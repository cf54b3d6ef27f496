import { type ConnectionStatus, icon, POLL_EVERY_MS, timeOfDay } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';

/** What the bar knows of the connection; times in ms by this machine's clock. */
export interface ConnectionState {
  readonly status: ConnectionStatus;
  readonly heardAt: number;
  /** When this page began to look for the server. */
  readonly startedAt: number;
  /** Whether there is anything to show. */
  readonly isKnown: boolean;
  /** Steps that wait to be sent. */
  readonly waiting: number;
}

/** A page that has just been opened is not without a connection yet. */
const PATIENCE_MS = 3_000;

const sinceWords = (ms: number): string =>
  ms < 60_000 ? `${Math.max(1, Math.round(ms / 1_000))} s` : `${Math.floor(ms / 60_000)} min`;

const stepsWords = (waiting: number): string =>
  waiting === 1 ? '1 step is kept and will be sent.' : `${waiting} steps are kept and will be sent.`;

/** Whether the board shows what is so, or what was so: said with how long ago. */
export function connectionView(state: ConnectionState, now: number): TemplateResult {
  const { status, heardAt, waiting } = state;
  if (status === 'connected')
    return html`<p class="live green">
      <span class="dot"></span>Live${waiting > 0 ? html`<small>${stepsWords(waiting)}</small>` : nothing}
    </p>`;
  if (!isAway(state, now)) return html`<p class="live gray"><span class="dot"></span>Connecting…</p>`;
  const age = sinceWords(now - heardAt);
  const known = `Last known state of ${timeOfDay(new Date(heardAt).toISOString())}.`;
  const words =
    status === 'polling'
      ? `Not live: read every ${POLL_EVERY_MS / 1_000} s, last ${age} ago`
      : `No connection for ${age}`;
  return html`<p class="away">
    ${icon('delivery_failed')}<span
      ><strong class="number">${words}</strong
      ><small>${known} ${waiting > 0 ? stepsWords(waiting) : 'Taps are kept.'}</small></span
    >
  </p>`;
}

/** For whoever listens instead of looking: changes with the state and not with every second. */
export function connectionSaid(state: ConnectionState, now: number): string {
  const { status } = state;
  if (status === 'connected') return 'Live';
  if (!isAway(state, now)) return '';
  return status === 'polling'
    ? 'Not live. The orders are read every ten seconds.'
    : 'No connection. What you do is kept and sent later.';
}

export const isAway = ({ status, isKnown, heardAt, startedAt }: ConnectionState, now: number): boolean =>
  status !== 'connected' &&
  isKnown &&
  heardAt !== 0 &&
  (heardAt > startedAt || now - startedAt > PATIENCE_MS || !navigator.onLine);
