import { html, type TemplateResult } from 'lit';
import { advice, remarks } from './guide-words.ts';
import { marked } from './marked.ts';

export const adviceView = (): TemplateResult =>
  html`<dl>
    ${advice.map(
      ([want, act]) =>
        html`<dt>${marked(want)}</dt>
          <dd>${marked(act)}</dd>`,
    )}
  </dl>`;

export const remarksView = (): TemplateResult =>
  html`${remarks.map((remark) => html`<p>${marked(remark)}</p>`)}`;
