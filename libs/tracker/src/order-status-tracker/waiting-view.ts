import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../words/en.ts';
import { labelOf } from '../words/headline.ts';
import { lookOf } from './status-look.ts';
import { badgeView, barView } from './views.ts';

/** Before the server has answered: what the page was served with, and bones for the rest. */
export function waitingView(currentStatus: string | null, words: Words): TemplateResult {
  const { color, progress } = lookOf(currentStatus ?? '');
  return html`<div aria-busy="true">
    <span class="unseen">${words.loading}</span>
    <section class="answer ${color}" part="answer">
      ${
        currentStatus
          ? badgeView(currentStatus, labelOf(currentStatus, words))
          : html`<span class="bone name"></span>`
      }
      <span class="bone line"></span><span class="bone half"></span>
      ${currentStatus && progress > 0 ? barView(progress, words) : nothing}
    </section>
  </div>`;
}

/** The link is dead, or the order is not theirs: nothing more will come. */
export const refusedView = (words: Words): TemplateResult =>
  html`<section class="answer red" part="answer">
    <p class="refused" part="sentence">${words.refused}</p>
  </section>`;
