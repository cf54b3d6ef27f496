import { longestPage, type Problem } from '#libs/contracts';
import { icon } from '#libs/tracker';
import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../account/session/answer.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import { emit } from '../../ui/controls/emit.ts';
import { sign } from '../../ui/controls/sign.ts';

export { refusalView } from '../../ui/form-answer/refusal-view.ts';

type Part = TemplateResult | typeof nothing;

export const NO_ANSWER = 'There was no answer, so it may not be done. Look again in a moment.';

/** @fires page-left */
export function topView(from: HTMLElement, title: string): TemplateResult {
  return html`<header class="top">
    <button class="button" type="button" @click=${() => emit(from, 'page-left')}>
      ${icon('board')}Board
    </button>
    <h1>${title}</h1>
  </header>`;
}

/** What the server found wrong, in one sentence. */
export function refusalWords(problem: Problem | null): string {
  const [first] = problem?.errors ?? [];
  return first ? `${first.path}: ${first.message}` : (problem?.detail ?? NO_ANSWER);
}

/** A page that came without TLS has no clipboard. */
const canCopy = isSecureContext;

/** Something that is shown this once. */
export interface Secret {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
}

export function secretView(secret: Secret | null, onSeen: () => void): Part {
  if (secret === null) return nothing;
  return html`<section class="secret" role="status" aria-label=${secret.title}>
    <h2>${secret.title}</h2>
    <p>It is shown this once. Hand it over now, or write it down.</p>
    ${secret.facts.map(([name, fact]) => html`<p>${name}<br /><code>${fact}</code></p>`)}
    <div class="acts">
      ${
        canCopy
          ? html`<button
              class="button"
              type="button"
              @click=${() =>
                void navigator.clipboard.writeText(secret.facts.map((fact) => fact.join(': ')).join('\n'))}
            >
              ${sign('copy')}Copy
            </button>`
          : nothing
      }
      <button class="button primary" type="button" @click=${onSeen}>Done</button>
    </div>
  </section>`;
}

/** All pages of a list, which stands under this name in each; null where it could not be read. */
export async function readAll<Entry>(
  session: BoardSession,
  path: string,
  name: string,
): Promise<readonly Entry[] | null> {
  const entries: Entry[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const answer: Answer<Page> = await session.ask<Page>('GET', `${path}?limit=${longestPage}${from}`);
    if (!answer.ok) return null;
    entries.push(...(answer.body[name] as readonly Entry[]));
    cursor = answer.body.next_cursor;
  }
  return entries;
}

interface Page {
  readonly next_cursor: string | null;
  readonly [name: string]: unknown;
}
