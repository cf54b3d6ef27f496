import { html, type TemplateResult } from 'lit';

/** A reason in brackets, a number and its unit, or the number of an order. */
const belongsTogether = /(\([^()]*\)[.:]?|\d[\d–]* (?:min|s|h|oras)\b|[A-Z]+-\d+\.?)/;

/**
 * The text as it is, where what belongs together goes on to the next line whole instead of being torn apart
 * at the edge.
 */
export const heldTogether = (text: string): readonly (string | TemplateResult)[] =>
  text
    .split(belongsTogether)
    .map((part, place) => (place % 2 === 0 ? part : html`<span class="held">${part}</span>`));
