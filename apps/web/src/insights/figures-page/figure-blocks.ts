import type { AnalyticsSummary } from '#libs/contracts';
import { html, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { Block } from '../blocks/block-view.ts';
import { hoursView, promisesView, stagesView } from '../blocks/chart-views.ts';
import { feedbackView, reasonsView } from '../blocks/feedback-view.ts';
import type { FigureName, Reading } from '../figures/figures-api.ts';
import type { ReadFigures } from '../figures/figures-reader.ts';
import type { Wording } from '../words/wording.ts';
import { failureView } from './states-view.ts';
import '../latest-feedback/latest-feedback.element.ts';
import '../line-chart/line-chart.element.ts';

/** What the blocks are made of. */
export interface BlockFacts {
  readonly figures: ReadFigures;
  readonly summary: AnalyticsSummary;
  readonly wording: Wording;
  /** Those that are read as tables. */
  readonly tables: ReadonlySet<FigureName>;
  readonly session: BoardSession;
  readonly onAgain: () => void;
}

/** The blocks below the first numbers: charts, their library and all, are loaded after those are there. */
export function blocksOf(facts: BlockFacts): readonly Block[] {
  const { figures, summary, wording, tables, session } = facts;
  const { minutes, share } = wording.formats;
  const { promises } = summary;
  const inShort = [share(promises.coverage), minutes(promises.mean_width_minutes)] as const;
  const shows = (name: FigureName): 'chart' | 'table' => (tables.has(name) ? 'table' : 'chart');
  const charted = <Body>(
    name: Block['name'],
    reading: Reading<Body> | undefined,
    view: (body: Body, asTable: boolean) => TemplateResult,
  ): Block => ({
    name,
    shows: shows(name),
    content: contentOf(reading, facts, (body) => view(body, tables.has(name))),
  });
  return [
    charted('stages', figures.stages, (body, asTable) => stagesView(body, asTable, wording)),
    charted('promises', figures.promises, (body, asTable) => promisesView(body, inShort, asTable, wording)),
    charted('hours', figures.hours, (body, asTable) => hoursView(body, asTable, wording)),
    {
      name: 'reasons',
      shows: null,
      content: contentOf(figures.reasons, facts, (body) => reasonsView(body, wording)),
    },
    {
      name: 'feedback',
      shows: null,
      content: contentOf(figures.feedback, facts, (body) => feedbackView(body, summary, session, wording)),
    },
  ];
}

function contentOf<Body>(
  reading: Reading<Body> | undefined,
  { wording, onAgain }: BlockFacts,
  view: (body: Body) => TemplateResult,
): TemplateResult {
  if (reading === undefined)
    return html`<div class="card skeleton" role="status">
      <span class="unseen">${wording.words.reading}</span>
    </div>`;
  return 'failure' in reading ? failureView(reading.failure, wording.words, onAgain) : view(reading.body);
}
