import type { BoardSession } from '../../account/board-session/session.ts';
import type { Choice } from '../span/choice.ts';
import { spanBefore } from '../span/days.ts';
import { type FigureName, type Figures, type Reading, readFigures } from './figures-api.ts';

/** What is known so far of what was chosen; what has not come yet is not there. */
export type ReadFigures = {
  readonly [Name in FigureName | 'before']?: Reading<Figures[Name extends FigureName ? Name : 'summary']>;
};

const details = [
  'stages',
  'promises',
  'hours',
  'reasons',
  'feedback',
] as const satisfies readonly FigureName[];

/** Reads everything of one choice; what comes for an earlier one is passed over. */
export class FiguresReader {
  #choice: Choice | null = null;

  /** @param onRead is called with all that is known, as each part comes, and whether that is everything */
  constructor(
    private readonly session: BoardSession,
    private readonly onRead: (figures: ReadFigures, isWhole: boolean) => void,
  ) {}

  async read(choice: Choice): Promise<void> {
    this.#choice = choice;
    let figures: ReadFigures = {};
    const keep = async (name: keyof ReadFigures, reading: Promise<Reading<unknown>>): Promise<void> => {
      const read = await reading;
      figures = { ...figures, [name]: read };
      if (this.#choice === choice) this.onRead(figures, Object.keys(figures).length === requests.length);
    };
    const { session } = this;
    const requests = [
      keep('summary', readFigures(session, 'summary', choice)),
      keep('before', readFigures(session, 'summary', { ...choice, ...spanBefore(choice) })),
      ...details.map((name) => keep(name, readFigures(session, name, choice))),
    ];
    await Promise.all(requests);
  }
}
