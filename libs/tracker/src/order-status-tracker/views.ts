import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryRecord, Snapshot, Step } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { trackerIcon } from '../icons/tracker-icons.ts';
import type { TrackingState } from '../order-tracking/order-tracking.ts';
import { serverClock } from '../server-clock/server-clock.ts';
import type { Words } from '../words/en.ts';
import { fill } from '../words/fill.ts';
import { eventWords, headline, labelOf, latestNews } from '../words/headline.ts';
import { ageWords, timeOfDay, windowOf, windowOnClock, windowWords } from '../words/times.ts';
import { heldTogether } from './held-together.ts';

const dotColor: Readonly<Record<ConnectionStatus, string>> = {
  connected: 'green',
  polling: 'amber',
  disconnected: 'amber',
  error: 'red',
};

/**
 * The dot and its word; colour, shape and word say the same. What has nothing to show yet is not called live,
 * though the socket stands.
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
  // Nothing more is awaited of an order that has ended: it is told to those who listen alone.
  const unseen = orderStatus?.ended && status === 'connected' ? 'unseen' : '';
  return html`<p class="connection ${isConnecting ? 'gray' : dotColor[status]} ${unseen}" part="connection">
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
  const age = ageWords(lastUpdate.getTime(), serverClock.now(), words);
  const known = fill(words.lastKnown, { time: timeOfDay(lastUpdate.toISOString(), words.language), age });
  const checking = pollMs === null ? '' : fill(words.checking, { seconds: pollMs / 1_000 });
  const text = connectionStatus === 'disconnected' ? `${known} ${checking}` : fill(words.updated, { age });
  return html`<p class="known" part="age">${heldTogether(text)}</p>`;
}

/**
 * The answer: what is happening now, and when it will be ready.
 * @param isHeading whether it is what the page is about
 * @param call the link by which the restaurant is called where it is overdue; null for none
 */
export function answerView(
  order: Snapshot,
  words: Words,
  isHeading: boolean,
  call: string | null,
): TemplateResult {
  const { status, status_info } = order;
  const { notes } = latestNews(order) ?? {};
  return html`<section class="answer ${status_info.color}" part="answer">
    ${badgeView(status, labelOf(status, words, status_info.label))}
    ${sentenceView(headline(order, words), isHeading)}
    ${
      order.fulfilment === 'pickup' && status === 'ready'
        ? html`<p class="called number" part="called">${order.display_number}</p>`
        : nothing
    }
    ${estimateView(order, words)} ${call === null ? nothing : callView(call, words)}
    ${notes ? html`<p class="note" part="note" dir="auto">${notes}</p>` : nothing}
    ${order.ended || isFinal(status) ? nothing : barView(status_info.progress, words)}
  </section>`;
}

const sentenceView = (sentence: string, isHeading: boolean): TemplateResult =>
  isHeading
    ? html`<h1 class="sentence" part="sentence">${heldTogether(sentence)}</h1>`
    : html`<p class="sentence" part="sentence">${heldTogether(sentence)}</p>`;

/** The sentence of a delay says it on the clock already, and that of an order for later says all of it. */
function estimateView(order: Snapshot, words: Words): TemplateResult | typeof nothing {
  const window = windowOf(order);
  const now = serverClock.now();
  const clock = window ? windowOnClock(window, words, now) : '';
  if (!window || (clock && order.status === 'scheduled')) return nothing;
  return html` <p class="estimate" part="estimate">
    <span>${heldTogether(windowWords(window, now, words))}</span>
    ${clock && latestNews(order)?.type !== 'delayed' ? html`<time datetime=${new Date(window.to).toISOString()}>${clock}</time>` : nothing}
  </p>`;
}

const callView = (link: string, { call }: Words): TemplateResult =>
  html`<div class="actions"><a part="button call" href=${link}>${call}</a></div>`;

export const badgeView = (status: string, label: string): TemplateResult =>
  html`<p class="badge" part="badge">${trackerIcon(status)}${label}</p>`;

export const barView = (progress: number, words: Words): TemplateResult =>
  html`<div class="bar">
    <progress part="progress" max="100" .value=${progress} aria-label=${words.progress}></progress>
  </div>`;

/** The way of this kind of order; steps that this restaurant left out are not shown. */
export function stepsView({ steps, status_info, ended }: Snapshot, words: Words): TemplateResult {
  const shown = steps.filter(({ state }) => state !== 'skipped' && !(ended && state === 'upcoming'));
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
    ${
      state === 'current'
        ? nothing
        : html`<span class="unseen">${state === 'done' ? words.stepDone : words.stepToCome}</span>`
    }
    ${at ? html`<time datetime=${at}>${timeOfDay(at, words.language)}</time>` : nothing}
  </li>`;

/**
 * What happened, newest first, with the restaurant's notes; what an amendment changed stands where that is
 * shown.
 */
export function historyView({ status_history }: Snapshot, words: Words): TemplateResult {
  return html`<section class="history" part="history">
    <h2>${words.history}</h2>
    <ol>
      ${status_history
        .toReversed()
        .map((entry) => (entry.type === 'amended' ? nothing : entryView(entry, words)))}
    </ol>
  </section>`;
}

const entryView = (entry: HistoryRecord, words: Words): TemplateResult =>
  html` <li>
    <span class="happened">${heldTogether(eventWords(entry, words))}</span>
    <time datetime=${entry.timestamp}>${timeOfDay(entry.timestamp, words.language)}</time>
    ${entry.notes ? html`<span class="said" dir="auto">${entry.notes}</span>` : nothing}
  </li>`;
