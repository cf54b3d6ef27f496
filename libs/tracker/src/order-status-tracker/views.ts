import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, Snapshot, Step } from '#libs/contracts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { icon } from '../icons/icon.ts';
import { POLL_EVERY_MS } from '../order-connection/order-connection.ts';
import { isFinal } from '../snapshot/steps.ts';
import type { Words } from '../words/en.ts';
import { fill } from '../words/fill.ts';
import { eventWords, headline, labelOf } from '../words/headline.ts';
import { ageWords, estimateOnClock, estimateWords, timeOfDay } from '../words/times.ts';

const pollSeconds = { seconds: POLL_EVERY_MS / 1_000 };
const dotColor: Readonly<Record<ConnectionStatus, string>> = { connected: 'green', polling: 'amber', disconnected: 'gray', error: 'red' };

/** The dot and its word; colour, shape and word say the same. */
export function connectionView(status: ConnectionStatus, isKnown: boolean, { connection }: Words): TemplateResult {
  const word = status === 'disconnected' && !isKnown ? connection.connecting : fill(connection[status], pollSeconds);
  return html`<p class="connection ${dotColor[status]}" part="connection"><span class="dot ${status}"></span>${word}</p>`;
}

/** How old the shown state is, said while the connection is not live. */
export function ageView(status: ConnectionStatus, heardAt: number, words: Words): TemplateResult | typeof nothing {
  if (status === 'connected' || heardAt === 0) return nothing;
  const age = ageWords(heardAt, Date.now(), words);
  if (status === 'polling') return html`<p class="known" part="age">${fill(words.updated, { age })}</p>`;
  const known = fill(words.lastKnown, { time: timeOfDay(new Date(heardAt).toISOString()), age });
  const checking = status === 'disconnected' ? fill(words.checking, pollSeconds) : '';
  return html`<p class="known" part="age">${known} ${checking}</p>`;
}

/** The answer: what is happening now, and when it will be ready. */
export function answerView(order: Snapshot, words: Words): TemplateResult {
  const { status, status_info, estimate } = order;
  const note = order.status_history.at(-1)?.notes;
  return html`<section class="answer ${status_info.color}" part="answer">
    <p class="badge" part="badge">${icon(status)}${labelOf(status, words, status_info.label)}</p>
    <p class="sentence" part="sentence">${headline(order, words)}</p>
    ${estimate ? estimateView(order, words) : nothing}
    ${note ? html`<p class="note" part="note">${note}</p>` : nothing}
    ${isFinal(status) ? nothing : html`<div class="bar"><progress part="progress" max="100" .value=${status_info.progress} aria-label=${words.progress}></progress></div>`}
  </section>`;
}

function estimateView({ estimate }: Snapshot, words: Words): TemplateResult | typeof nothing {
  if (estimate === null) return nothing;
  return html`<p class="estimate" part="estimate">${estimateWords(estimate, Date.now(), words)}
    <time datetime=${estimate.ready_to}>${estimateOnClock(estimate, words)}</time></p>`;
}

/** The way of this kind of order; steps that this restaurant left out are not shown. */
export function stepsView({ steps, status_info }: Snapshot, words: Words): TemplateResult {
  const shown = steps.filter(({ state }) => state !== 'skipped');
  return html`<ol class="steps ${status_info.color}" part="steps" aria-label=${words.steps}>
    ${repeat(shown, ({ status }) => status, (step) => stepView(step, words))}
  </ol>`;
}

const stepView = ({ status, label, state, at }: Step, words: Words): TemplateResult => html`
  <li class=${state} part="step step-${state}" aria-current=${state === 'current' ? 'step' : nothing}>
    <span class="mark">${state === 'upcoming' ? nothing : icon(state === 'done' ? 'check' : status)}</span>
    <span class="step">${labelOf(status, words, label)}</span>
    ${at ? html`<time datetime=${at}>${timeOfDay(at)}</time>` : nothing}
  </li>`;

/** What happened, newest first, with the restaurant's notes. */
export function historyView({ status_history }: Snapshot, words: Words): TemplateResult {
  return html`<section class="history" part="history">
    <h2>${words.history}</h2>
    <ol>${repeat(status_history.toReversed(), ({ version }) => version, (entry) => entryView(entry, words))}</ol>
  </section>`;
}

const entryView = (entry: HistoryEntry, words: Words): TemplateResult => html`
  <li>
    <span class="happened">${eventWords(entry, words)}</span>
    <time datetime=${entry.timestamp}>${timeOfDay(entry.timestamp)}</time>
    ${entry.notes ? html`<span class="said">${entry.notes}</span>` : nothing}
  </li>`;

/** Before anything is known: the status that the page was served with, or bones. */
export function skeletonView(currentStatus: string | null, words: Words): TemplateResult {
  const badge = currentStatus
    ? html`<section class="answer gray"><p class="badge" part="badge">${icon(currentStatus)}${labelOf(currentStatus, words)}</p></section>`
    : nothing;
  return html`<div aria-busy="true"><span class="unseen">${words.loading}</span>
    <span class="bone name"></span>${badge}<span class="bone line"></span><span class="bone half"></span><span class="bone thin"></span></div>`;
}
