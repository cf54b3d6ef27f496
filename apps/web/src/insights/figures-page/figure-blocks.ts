import type { AnalyticsSummary } from '#libs/contracts';
import { html, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { Block } from '../blocks/block-view.ts';
import { hoursView, promisesView, stagesView } from '../blocks/chart-views.ts';
import { feedbackView, reasonsView } from '../blocks/feedback-view.ts';
import type { FigureName, Reading } from '../figures/figures-api.ts';
import type { ReadFigures } from '../figures/figures-reader.ts';
import type { Wording } from '../words/wording.ts';
import type { ChartState } from './charts.ts';
import { failureView } from './states-view.ts';
import '../latest-feedback/latest-feedback.element.ts';

/** What the blocks are made of. */
export interface BlockFacts {
  readonly figures: ReadFigures;
  readonly summary: AnalyticsSummary;
  readonly wording: Wording;
  /** Those that are read as tables. */
  readonly tables: ReadonlySet<FigureName>;
  /** What draws lines; until it is there, or where it cannot be had, they are read as tables. */
  readonly charts: ChartState;
  readonly session: BoardSession;
  readonly onAgain: () => void;
}

/** Whose charts are of lines. */
const withLines: readonly FigureName[] = ['stages', 'promises'];

/** The blocks below the first numbers. */
export function blocksOf(facts: BlockFacts): readonly Block[] {
  const { figures, summary, wording, tables, charts, session } = facts;
  const { minutes, share } = wording.formats;
  const { promises } = summary;
  const inShort = [share(promises.coverage), minutes(promises.mean_width_minutes)] as const;
  const awaitsLines = (name: FigureName): boolean =>
    charts === 'loading' && withLines.includes(name) && !tables.has(name);
  const lacksLines = (name: FigureName): boolean => charts === 'missing' && withLines.includes(name);
  const charted = <Body>(
    name: Block['name'],
    reading: Reading<Body> | undefined,
    view: (body: Body, asTable: boolean) => TemplateResult,
  ): Block => ({
    name,
    shows: lacksLines(name) ? null : tables.has(name) ? 'table' : 'chart',
    content: contentOf(awaitsLines(name) ? undefined : reading, facts, (body) =>
      view(body, tables.has(name) || lacksLines(name)),
    ),
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
