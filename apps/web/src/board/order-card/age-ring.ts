import { html, nothing, svg, type TemplateResult } from 'lit';
import { type Age, pieces } from './age.ts';
import { ringWords } from './age-words.ts';

/** The order's age as a ring that fills towards the estimate; turns amber, then red. */
export function ageRing(age: Age): TemplateResult {
  const { filled, tone } = age;
  const [number, unit] = ringWords(age);
  return html`<span class="ring ${tone}">
    <svg viewBox="0 0 36 36" width="52" height="52" aria-hidden="true">
      <circle class="track" cx="18" cy="18" r="15.5" pathLength="100"></circle>
      ${filled === null ? nothing : arc(filled / pieces)}
    </svg>
    <span class="number">${number}<span class="unit">${unit}</span></span>
  </span>`;
}

const arc = (part: number) =>
  svg`<circle class="arc" cx="18" cy="18" r="15.5" pathLength="100" stroke-dasharray="${Math.round(part * 100)} 100" transform="rotate(-90 18 18)"></circle>`;
