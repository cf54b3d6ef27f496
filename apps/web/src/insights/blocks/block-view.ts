import { html, nothing, type TemplateResult } from 'lit';
import { sign } from '../../ui/controls/sign.ts';
import type { FigureName } from '../figures/figures-api.ts';
import type { InsightsWords } from '../words/en.ts';

type Part = TemplateResult | typeof nothing | readonly TemplateResult[];
/** One part of the page. */
export interface Block {
  readonly name: Exclude<FigureName, 'summary'>;
  /** Whether it has a chart that can be read as a table, and which of them is shown. */
  readonly shows: 'chart' | 'table' | null;
  readonly content: Part;
}
export interface BlockActs {
  readonly toggle: (name: Block['name']) => void;
  readonly download: (name: Block['name']) => void;
}

/** Its heading, what it is about, and what can be done with it. */
export function blockView(
  { name, shows, content }: Block,
  words: InsightsWords,
  acts: BlockActs,
): TemplateResult {
  const { title, lead } = words[name];
  return html`<section class="block" aria-labelledby=${name}>
    <header>
      <h2 id=${name}>${title}</h2>
      <div class="acts">
        ${shows === null ? nothing : toggleView(name, shows, words, acts)}
        <button class="chip" type="button" aria-describedby=${name} @click=${() => acts.download(name)}>
          ${sign('download')}${words.csv}
        </button>
      </div>
      <p class="lead">${lead}</p>
    </header>
    ${content}
  </section>`;
}

const toggleView = (
  name: Block['name'],
  shows: 'chart' | 'table',
  words: InsightsWords,
  { toggle }: BlockActs,
): TemplateResult =>
  html`<button
    class="chip"
    type="button"
    aria-pressed=${shows === 'table'}
    aria-describedby=${name}
    @click=${() => toggle(name)}
  >
    ${sign('table')}${words.asTable}
  </button>`;
