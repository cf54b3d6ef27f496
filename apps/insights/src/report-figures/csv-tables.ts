import type {
  AnalyticsFeedback,
  AnalyticsHours,
  AnalyticsPromises,
  AnalyticsReasons,
  AnalyticsStages,
  AnalyticsSummary,
} from '#libs/contracts';
import { type Cell, csv, type Table } from './csv.ts';

const durations = ['orders', 'median_minutes', 'p90_minutes'];

const under = (name: string, row: object): Record<string, Cell> =>
  Object.fromEntries(Object.entries(row).map(([key, cell]) => [`${name}_${key}`, cell as Cell]));

/** One flat table of each report. */
export const csvOf = {
  summary: ({ in_all, stages, promises, feedback, ...counts }: AnalyticsSummary): string => {
    const row = {
      ...counts,
      ...under('in_all', in_all),
      ...Object.assign({}, ...stages.map(({ stage, ...took }) => under(stage, took))),
      ...under('promises', promises),
      ...under('feedback', feedback),
    } as Record<string, Cell>;
    return csv(Object.keys(row), [row]);
  },

  /** The rows without a date are of the whole time. */
  stages: ({ stages }: AnalyticsStages): string => {
    const rows: Table = stages.flatMap(({ stage, days, ...took }) => [
      { stage, date: null, ...took },
      ...days.map((day) => ({ stage, ...day })),
    ]);
    return csv(['stage', 'date', ...durations], rows);
  },

  promises: ({ days }: AnalyticsPromises): string =>
    csv(['date', 'orders', 'coverage', 'on_time_share', 'mean_width_minutes', 'learned_share'], days),

  hours: ({ hours }: AnalyticsHours): string =>
    csv(['weekday', 'hour', ...durations, 'on_time_share'], hours),

  reasons: ({ reasons }: AnalyticsReasons): string => csv(['mishap', 'reason', 'orders'], reasons),

  feedback: ({ ratings }: AnalyticsFeedback): string => csv(['rating', 'orders'], ratings),
} as const;
