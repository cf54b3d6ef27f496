import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryEntry, Snapshot, Step } from '#libs/contracts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { trackerIcon } from '../icons/tracker-icons.ts';
import type { TrackingState } from '../order-tracking/order-tracking.ts';
import { isFinal } from '../snapshot/steps.ts';
import type { Words } from '../words/en.ts';
import { fill } from '../words/fill.ts';
import { eventWords, headline, labelOf } from '../words/headline.ts';
import { ageWords, estimateOnClock, estimateWords, timeOfDay } from '../words/times.ts';
import { heldTogether } from './held-together.ts';

const dotColor: Readonly<Record<ConnectionStatus, string>> = {
  connected: 'green',
  polling: 'amber',
  disconnected: 'amber',
  error: 'red',
};

/**
 * The dot and its word; colour, shape and word say the same. What has nothing to show yet is not called live, though the socket stands.
 * @param pollMs how often is asked without a live connection; null for never
 */
export function connectionView(
  { connectionStatus, orderStatus }: TrackingState,
  pollMs: number | null,
  { connection }: Words,
): TemplateResult {
  const status = connectionStatus === 'connected' && orderStatus === null ? 'disconnected' : connectionStatus;
  const isConnecting = status === 'disconnected' && orderStatus === null;
  const word = isConnecting
    ? connection.connecting
    : fill(connection[status], { seconds: (pollMs ?? 0) / 1_000 });
  return html`<p class="connection ${isConnecting ? 'gray' : dotColor[status]}" part="connection">
    <span class="dot ${status}"></span>${word}
  </p>`;
}

/** How old the shown state is. */
export function ageView(
  { connectionStatus, lastUpdate }: TrackingState,
  pollMs: number | null,
  words: Words,
): TemplateResult | typeof nothing {
  if (lastUpdate === null) return nothing;
  const age = ageWords(lastUpdate.getTime(), Date.now(), words);
  const known = fill(words.lastKnown, { time: timeOfDay(lastUpdate.toISOString(), words.language), age });
  const checking = pollMs === null ? '' : fill(words.checking, { seconds: pollMs / 1_000 });
  return html`<p class="known" part="age">
    ${heldTogether(connectionStatus === 'disconnected' ? `${known} ${checking}` : fill(words.updated, { age }))}
  </p>`;
}

/** The answer: what is happening now, and when it will be ready. */
export function answerView(order: Snapshot, words: Words): TemplateResult {
  const { status, status_info, estimate } = order;
  const { notes, type } = order.status_history.at(-1) ?? {};
  return html`<section class="answer ${status_info.color}" part="answer">
    ${badgeView(status, labelOf(status, words, status_info.label))}
    <p class="sentence" part="sentence">${heldTogether(headline(order, words))}</p>
    ${estimate ? estimateView(estimate, type !== 'delayed', words) : nothing}
    ${notes ? html`<p class="note" part="note" dir="auto">${notes}</p>` : nothing}
    ${isFinal(status) ? nothing : barView(status_info.progress, words)}
  </section>`;
}

/** @param withClock whether to say it on the clock too, which the sentence of a delay does already */
const estimateView = (
  estimate: NonNullable<Snapshot['estimate']>,
  withClock: boolean,
  words: Words,
): TemplateResult =>
  html` <p class="estimate" part="estimate">
    <span>${heldTogether(estimateWords(estimate, Date.now(), words) ?? '')}</span>
    ${withClock ? html`<time datetime=${estimate.ready_to}>${estimateOnClock(estimate, words)}</time>` : nothing}
  </p>`;

export const badgeView = (status: string, label: string): TemplateResult =>
  html`<p class="badge" part="badge">${trackerIcon(status)}${label}</p>`;

export const barView = (progress: number, words: Words): TemplateResult =>
  html`<div class="bar">
    <progress part="progress" max="100" .value=${progress} aria-label=${words.progress}></progress>
  </div>`;

/** The way of this kind of order; steps that this restaurant left out are not shown. */
export function stepsView({ steps, status_info }: Snapshot, words: Words): TemplateResult {
  const shown = steps.filter(({ state }) => state !== 'skipped');
  return html`<ol class="steps ${status_info.color}" part="steps" aria-label=${words.steps}>
    ${shown.map((step) => stepView(step, words))}
  </ol>`;
}

const stepView = ({ status, label, state, at }: Step, words: Words): TemplateResult =>
  html` <li class=${state} part="step step-${state}" aria-current=${state === 'current' ? 'step' : nothing}>
    <span class="mark"
      >${state === 'upcoming' ? nothing : trackerIcon(state === 'done' ? 'check' : status)}</span
    >
    <span class="step">${labelOf(status, words, label)}</span>
    ${at ? html`<time datetime=${at}>${timeOfDay(at, words.language)}</time>` : nothing}
  </li>`;

/** What happened, newest first, with the restaurant's notes. */
export function historyView({ status_history }: Snapshot, words: Words): TemplateResult {
  return html`<section class="history" part="history">
    <h2>${words.history}</h2>
    <ol>
      ${status_history.toReversed().map((entry) => entryView(entry, words))}
    </ol>
  </section>`;
}

const entryView = (entry: HistoryEntry, words: Words): TemplateResult =>
  html` <li>
    <span class="happened">${heldTogether(eventWords(entry, words))}</span>
    <time datetime=${entry.timestamp}>${timeOfDay(entry.timestamp, words.language)}</time>
    ${entry.notes ? html`<span class="said" dir="auto">${entry.notes}</span>` : nothing}
  </li>`;
