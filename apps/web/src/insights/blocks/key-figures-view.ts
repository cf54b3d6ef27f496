import { html, nothing, type TemplateResult } from 'lit';
import type { Wording } from '../words/wording.ts';
import type { Change, KeyFigure } from './key-figures.ts';

const arrows = { up: '▲', down: '▼', same: '=' } as const;
const toneOf = ({ isBetter }: Change): string => (isBetter === null ? 'gray' : isBetter ? 'green' : 'red');

const changeView = (change: Change): TemplateResult =>
  html`<dd class="change ${toneOf(change)}">
    <span aria-hidden="true">${arrows[change.direction]}</span> ${change.words}
  </dd>`;

const figureView = ({ name, value, beside, change }: KeyFigure): TemplateResult =>
  html`<div class="tile">
    <dt>${name}</dt>
    <dd class="value">${value}</dd>
    <dd class="beside">${beside}</dd>
    ${change ? changeView(change) : nothing}
  </div>`;

/** The few numbers that matter first, each beside the one before. */
export const keyFiguresView = (figures: readonly KeyFigure[], { words }: Wording): TemplateResult =>
  html`<section aria-labelledby="in-short">
    <h2 id="in-short" class="unseen">${words.key.title}</h2>
    <dl class="tiles">${figures.map(figureView)}</dl>
  </section>`;
