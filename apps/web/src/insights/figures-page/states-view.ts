import { icon } from '#libs/tracker';
import { html, type TemplateResult } from 'lit';
import type { Failure } from '../figures/figures-api.ts';
import type { InsightsWords } from '../words/en.ts';

/** Where nothing is known yet: about as high as what comes. */
export const skeletonView = ({ reading }: InsightsWords): TemplateResult =>
  html`<div class="skeleton" role="status">
    <span class="unseen">${reading}</span>
    <div class="tiles">${Array.from({ length: 4 }, () => html`<div class="tile"></div>`)}</div>
    <div class="pair">${Array.from({ length: 4 }, () => html`<div class="card"></div>`)}</div>
  </div>`;

const messageView = (title: string, lead: string, act: TemplateResult): TemplateResult =>
  html`<section class="message" role="status">
    ${icon('clock')}
    <h2>${title}</h2>
    <p>${lead}</p>
    ${act}
  </section>`;

export const emptyView = ({ empty }: InsightsWords): TemplateResult =>
  messageView(empty.title, empty.lead, html``);

export const forbiddenView = ({ forManagers, board }: InsightsWords): TemplateResult =>
  messageView(
    forManagers.title,
    forManagers.lead,
    html`<a class="button primary" href="/board">${icon('board')}${board}</a>`,
  );

/** The lines are read as tables meanwhile. */
export const noChartsView = ({ noCharts, again }: InsightsWords, onAgain: () => void): TemplateResult =>
  html`<p class="alert amber" role="status">
    ${icon('offline')}<span>${noCharts}</span
    ><button class="button" type="button" @click=${onAgain}>${again}</button>
  </p>`;

/** What went wrong, whether anything is lost, and what to do. */
export function failureView(failure: Failure, words: InsightsWords, onAgain: () => void): TemplateResult {
  if (failure === 'forbidden') return forbiddenView(words);
  const again = html`<button class="button" type="button" @click=${onAgain}>${words.again}</button>`;
  if (failure === 'absent') return messageView(words.absent.title, words.absent.lead, again);
  return html`<p class="alert red" role="alert">${icon('offline')}<span>${words[failure]}</span>${again}</p>`;
}
