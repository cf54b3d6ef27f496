import { html, type TemplateResult } from 'lit';

const marks = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/;

/**
 * Words with marks in them, as they look: `**what stands on the screen**`, `*a button’s name*`, a key between
 * backquotes.
 */
export const marked = (words: string): readonly (string | TemplateResult)[] => words.split(marks).map(partOf);

function partOf(part: string): string | TemplateResult {
  if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
  if (part.startsWith('*')) return html`<em>${part.slice(1, -1)}</em>`;
  return part.startsWith('`') ? html`<kbd>${part.slice(1, -1)}</kbd>` : part;
}
