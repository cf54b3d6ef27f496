import type {
  AnalyticsFeedback,
  AnalyticsHours,
  AnalyticsPromises,
  AnalyticsReasons,
  AnalyticsStages,
  AnalyticsSummary,
} from '#libs/contracts';
import type { BoardSession } from '../../account/board-session/session.ts';
import { isUnreached } from '../../account/session/answer.ts';
import { type Choice, queryOf } from '../span/choice.ts';

/** What the API tells, by the name of its route. */
export interface Figures {
  readonly summary: AnalyticsSummary;
  readonly stages: AnalyticsStages;
  readonly promises: AnalyticsPromises;
  readonly hours: AnalyticsHours;
  readonly reasons: AnalyticsReasons;
  readonly feedback: AnalyticsFeedback;
}
export type FigureName = keyof Figures;

/** No such service, or none that answers; not for this role; no network; anything else. */
export type Failure = 'absent' | 'forbidden' | 'unreached' | 'refused';
export type Reading<Body> = { readonly body: Body } | { readonly failure: Failure };

const failures: Readonly<Record<number, Failure>> = {
  403: 'forbidden',
  404: 'absent',
  502: 'absent',
  503: 'absent',
  504: 'absent',
};

const pathOf = (name: FigureName, choice: Choice): string => `/analytics/${name}?${queryOf(choice)}`;

async function read<Body>(
  session: BoardSession,
  path: string,
  accept: string,
  bodyOf: (response: Response) => Promise<Body>,
): Promise<Reading<Body>> {
  try {
    const response = await session.fetch(path, { headers: { accept } });
    return response.ok
      ? { body: await bodyOf(response) }
      : { failure: failures[response.status] ?? 'refused' };
  } catch (error) {
    if (isUnreached(error)) return { failure: 'unreached' };
    throw error;
  }
}

export const readFigures = <Name extends FigureName>(
  session: BoardSession,
  name: Name,
  choice: Choice,
): Promise<Reading<Figures[Name]>> =>
  read(
    session,
    pathOf(name, choice),
    'application/json',
    (response) => response.json() as Promise<Figures[Name]>,
  );

/** The same as a file for a spreadsheet. */
export const readCsv = (session: BoardSession, name: FigureName, choice: Choice): Promise<Reading<Blob>> =>
  read(session, pathOf(name, choice), 'text/csv', (response) => response.blob());
