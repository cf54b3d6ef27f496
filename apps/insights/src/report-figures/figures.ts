import { Injectable } from '@nestjs/common';
import type {
  AnalyticsFeedback,
  AnalyticsHours,
  AnalyticsPromises,
  AnalyticsReasons,
  AnalyticsStages,
  AnalyticsSummary,
} from '#libs/contracts';
import { raw, type Sql, sql } from '#libs/postgres';
import { Database } from '../database/index.ts';
import { type DayTotals, meanRating, promisesOf, shareOf, totals } from './day-totals.ts';
import { type CountedTimes, type Duration, durationOf } from './durations.ts';
import { latestFeedback } from './latest-feedback.ts';
import { daysOf, type Span, spanFacts } from './span.ts';

const stages = ['acceptance', 'preparation', 'handover', 'drive'] as const;

interface Counted {
  readonly times: CountedTimes;
}
type StageTimes = Counted & { readonly date: string; readonly stage: string };
type HourTimes = Counted & { readonly weekday: number; readonly hour: number } & Pick<
    DayTotals,
    'judged' | 'onTime'
  >;
type Ratings = Readonly<Record<'all' | 'onTime' | 'late', readonly number[]>>;

/** The figures of days that are counted already. */
@Injectable()
export class Figures {
  constructor(private readonly database: Database) {}

  async summary(span: Span): Promise<AnalyticsSummary> {
    const [total] = await this.#ask<DayTotals>(
      span,
      sql`
      SELECT ${totals} FROM insights.days WHERE ${daysOf(span)}`,
    );
    if (total === undefined) throw new TypeError('a sum is one row, of nothing too');
    const took = Map.groupBy(await this.#stageTimes(span), ({ stage }) => stage);
    const { all, onTime, late } = await this.#ratings(span);
    const { orders, completed, cancelled, rejected } = total;
    return {
      ...spanFacts(span),
      ...{ orders, completed, cancelled, rejected },
      in_all: durationIn(took.get('in_all') ?? []),
      stages: stages.map((stage) => ({ stage, ...durationIn(took.get(stage) ?? []) })),
      promises: promisesOf(total),
      feedback: {
        count: all.reduce((sum, n) => sum + n, 0),
        mean: meanRating(all),
        mean_on_time: meanRating(onTime),
        mean_late: meanRating(late),
      },
    };
  }

  async stages(span: Span): Promise<AnalyticsStages> {
    const took = Map.groupBy(await this.#stageTimes(span), ({ stage }) => stage);
    return {
      ...spanFacts(span),
      stages: stages.map((stage) => {
        const days = Map.groupBy(took.get(stage) ?? [], ({ date }) => date);
        return {
          stage,
          ...durationIn(took.get(stage) ?? []),
          days: [...days].map(([date, of]) => ({ date, ...durationIn(of) })),
        };
      }),
    };
  }

  async promises(span: Span): Promise<AnalyticsPromises> {
    const days = await this.#ask<DayTotals & { readonly date: string }>(
      span,
      sql`
      SELECT date::text, ${totals} FROM insights.days WHERE ${daysOf(span)} AND judged > 0
      GROUP BY date ORDER BY date`,
    );
    return { ...spanFacts(span), days: days.map((day) => ({ date: day.date, ...promisesOf(day) })) };
  }

  async hours(span: Span): Promise<AnalyticsHours> {
    const rows = await this.#ask<HourTimes>(
      span,
      sql`
      SELECT extract(isodow FROM date)::int AS weekday, hour, judged, on_time AS "onTime", times
      FROM insights.day_hours WHERE ${daysOf(span)} ORDER BY 1, 2`,
    );
    const hours = [...Map.groupBy(rows, ({ weekday, hour }) => weekday * 24 + hour)].flatMap(([, of]) => {
      const [first] = of;
      if (first === undefined) return [];
      const { weekday, hour } = first;
      return [{ weekday, hour, ...durationIn(of), on_time_share: onTimeShare(of) }];
    });
    return { ...spanFacts(span), hours };
  }

  async reasons(span: Span): Promise<AnalyticsReasons> {
    const reasons = await this.#ask<AnalyticsReasons['reasons'][number]>(
      span,
      sql`
      SELECT mishap, reason, sum(orders)::int AS orders FROM insights.day_mishaps WHERE ${daysOf(span)}
      GROUP BY mishap, reason ORDER BY orders DESC, mishap, reason`,
    );
    return { ...spanFacts(span), reasons };
  }

  async feedback(span: Span): Promise<AnalyticsFeedback> {
    const { all } = await this.#ratings(span);
    const latest = await this.#ask<AnalyticsFeedback['latest'][number]>(span, latestFeedback(span));
    return {
      ...spanFacts(span),
      count: all.reduce((sum, n) => sum + n, 0),
      mean: meanRating(all),
      ratings: all.map((orders, place) => ({ rating: place + 1, orders })),
      latest,
    };
  }

  #ask<Row extends object>({ restaurantId }: Span, statement: Sql): Promise<Row[]> {
    return this.database.ofRestaurant<Row>(restaurantId, statement);
  }

  #stageTimes(span: Span): Promise<StageTimes[]> {
    return this.#ask<StageTimes>(
      span,
      sql`
      SELECT date::text, stage, times FROM insights.day_stages WHERE ${daysOf(span)} ORDER BY date`,
    );
  }

  async #ratings(span: Span): Promise<Ratings> {
    const [counted] = await this.#ask<Ratings>(
      span,
      sql`
      SELECT ${starsIn('ratings')} AS all, ${starsIn('ratings_on_time')} AS "onTime",
        ${starsIn('ratings_late')} AS late
      FROM insights.days WHERE ${daysOf(span)}`,
    );
    return counted ?? { all: [], onTime: [], late: [] };
  }
}

const durationIn = (rows: readonly Counted[]): Duration => durationOf(rows.map(({ times }) => times));

const starsIn = (column: string): Sql => {
  const sums = [1, 2, 3, 4, 5].map((stars) => `coalesce(sum(${column}[${String(stars)}]), 0)::int`);
  return raw(`json_build_array(${sums.join(', ')})`);
};

const onTimeShare = (hours: readonly Pick<DayTotals, 'judged' | 'onTime'>[]): number | null =>
  shareOf(
    hours.reduce((sum, { onTime }) => sum + onTime, 0),
    hours.reduce((sum, { judged }) => sum + judged, 0),
  );
