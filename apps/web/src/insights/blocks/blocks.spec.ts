import { describe, expect, it } from '@jest/globals';
import type { AnalyticsFeedback, AnalyticsHours, AnalyticsStages, AnalyticsSummary } from '#libs/contracts';
import { latenessWords, ratingBars } from './feedback.ts';
import { hoursTable, minuteHeat, orderHeat } from './hours.ts';
import { keyFigures } from './key-figures.ts';
import { promiseCharts, promisesTable } from './promises.ts';
import { reasonBars } from './reasons.ts';
import { stageViews } from './stages.ts';
import { wordingFor } from './wording.builder.ts';

const british = wordingFor('en', 'en-GB');
const span = { from: '2026-11-21', to: '2026-11-24', timezone: 'Asia/Manila', fulfilment: null } as const;
const took = { orders: 20, median_minutes: 14.4, p90_minutes: 22.6 };
const none = { orders: 0, median_minutes: null, p90_minutes: null };
const promised = {
  coverage: 0.81,
  on_time_share: 0.88,
  mean_width_minutes: 11.4,
  learned_share: 1,
  orders: 20,
};
const summary: AnalyticsSummary = {
  ...span,
  ...{ orders: 1_240, completed: 1_200, cancelled: 30, rejected: 10 },
  in_all: took,
  stages: [],
  promises: promised,
  feedback: { count: 41, mean: 4.44, mean_on_time: 4.6, mean_late: 3.2 },
};

describe('The numbers that matter first', () => {
  it('stand beside those of the span before, and say whether that is better', () => {
    const before = {
      ...summary,
      orders: 1_300,
      in_all: { ...took, median_minutes: 16 },
      feedback: { ...summary.feedback, mean: 4.41 },
    };
    const worse = { ...before, promises: { ...promised, on_time_share: 0.8 } };
    expect(keyFigures(summary, worse, british).map(({ value, change }) => [value, change])).toEqual([
      ['1,240', { direction: 'down', isBetter: null, words: 'Down from 1,300' }],
      ['88%', { direction: 'up', isBetter: true, words: 'Up from 80%' }],
      ['14 mins', { direction: 'down', isBetter: true, words: 'Down from 16 mins' }],
      ['4.4', { direction: 'same', isBetter: null, words: 'As before: 4.4' }],
    ]);
  });

  it('are not compared while the span before is not known', () => {
    expect(keyFigures(summary, null, british).filter(({ change }) => change !== null)).toEqual([]);
  });

  it('are a dash where there is nothing to take a mean of', () => {
    const feedback = { count: 0, mean: null, mean_on_time: null, mean_late: null };
    const rating = keyFigures({ ...summary, feedback }, summary, british)[3];
    expect([rating?.value, rating?.change]).toEqual(['–', null]);
  });

  it('are written as the reader’s language and region have them', () => {
    const said = keyFigures(summary, summary, wordingFor('es', 'es-MX')).map(({ name, value, change }) => [
      name,
      value,
      change?.words,
    ]);
    expect(said.slice(0, 2)).toEqual([
      ['Pedidos', '1,240', 'Como antes: 1,240'],
      ['A tiempo', '88%', 'Como antes: 88%'],
    ]);
  });
});

const stages: AnalyticsStages = {
  ...span,
  stages: [
    {
      stage: 'preparation',
      ...took,
      days: [
        { date: '2026-11-21', ...took },
        { date: '2026-11-24', ...none },
      ],
    },
    { stage: 'drive', ...none, days: [] },
  ],
};

describe('How long a stage took', () => {
  it('is a table of its days, with a dash where nothing ended', () => {
    expect(stageViews(stages, british)[0]?.table).toEqual({
      caption: 'Until ready, by day',
      columns: ['Day', 'Orders', 'Median', '9 in 10 within'],
      rows: [
        ['Sat 21 Nov', '20', '14 mins', '23 mins'],
        ['Tue 24 Nov', '0', '–', '–'],
      ],
    });
  });

  it('is not shown of a stage that no order went through', () => {
    expect(stageViews(stages, british).map(({ name }) => name)).toEqual(['Until ready']);
  });

  it('has a gap on a day without orders, and says so', () => {
    const chart = stageViews(stages, british)[0]?.chart;
    expect(chart?.lines.map(({ values }) => values)).toEqual([
      [14.4, null, null, null],
      [22.6, null, null, null],
    ]);
    expect([chart?.sayOf(0), chart?.sayOf(1)]).toEqual([
      'Sat 21 Nov: Median 14 mins, 9 in 10 within 23 mins. Orders: 20',
      'Sun 22 Nov: Nothing of this in this time.',
    ]);
  });
});

describe('How good the promises were', () => {
  const promises = { ...span, days: [{ date: '2026-11-22', ...promised }] };

  it('is a table of its days', () => {
    const { columns, rows } = promisesTable(promises, british);
    expect(columns).toEqual([
      'Day',
      'Orders',
      'Within the promise',
      'On time',
      'Width of the promise',
      'Learned',
    ]);
    expect(rows).toEqual([['Sun 22 Nov', '20', '81%', '88%', '11 mins', '100%']]);
  });

  it('is drawn from 0 to 100 % with the line that is aimed at', () => {
    const [coverage, width] = promiseCharts(promises, british);
    expect([coverage.top, coverage.aim?.value, width.top, width.aim]).toEqual([1, 0.8, null, null]);
    expect(coverage.sayOf(1)).toBe('Sun 22 Nov: 81%. Orders: 20');
  });
});

describe('The hours of the week', () => {
  const hour = (
    weekday: number,
    of: number,
    orders: number,
    minutes: number | null,
  ): AnalyticsHours['hours'][number] => ({
    weekday,
    hour: of,
    orders,
    median_minutes: minutes,
    p90_minutes: minutes,
    on_time_share: 0.9,
  });
  const hours = { ...span, hours: [hour(7, 13, 10, 12), hour(1, 11, 2, null), hour(1, 22, 0, null)] };

  it('go from the first that had orders to the last, the busiest the strongest', () => {
    const { weekdays, rows } = orderHeat(hours, british);
    expect(weekdays).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    expect(rows.map(({ hour: of, cells }) => [of, cells[0], cells[6]])).toEqual([
      ['11', { words: '2', step: 1 }, { words: '–', step: 0 }],
      ['12', { words: '–', step: 0 }, { words: '–', step: 0 }],
      ['13', { words: '–', step: 0 }, { words: '10', step: 5 }],
    ]);
    expect(minuteHeat(hours, british).rows[2]?.cells[6]).toEqual({ words: '12', step: 5 });
  });

  it('are a table as the week goes', () => {
    expect(hoursTable(hours, british).rows).toEqual([
      ['Mon 11', '2', '–', '–', '90%'],
      ['Sun 13', '10', '12 mins', '12 mins', '90%'],
    ]);
  });

  it('are none where nobody ordered', () => {
    expect(orderHeat({ ...span, hours: [] }, british).rows).toEqual([]);
  });
});

describe('What went against the plan', () => {
  it('comes with its reason, the most frequent first', () => {
    const reasons = [
      { mishap: 'cancelled', reason: null, orders: 1 },
      { mishap: 'delayed', reason: 'busy', orders: 4 },
      { mishap: 'recalled', reason: 'mistake', orders: 0 },
    ] as const;
    expect(reasonBars({ ...span, reasons: [...reasons] }, british).rows).toEqual([
      { cells: ['Delayed', 'Busy kitchen'], count: '4', length: 1 },
      { cells: ['Cancelled', 'No reason given'], count: '1', length: 0.25 },
    ]);
  });
});

describe('What customers said', () => {
  const given = { order_id: 'a', rating: 4, given_at: '2026-11-24T10:00:00.000Z' };

  it('is counted from five stars to one, those that nobody gave too', () => {
    const feedback: AnalyticsFeedback = {
      ...span,
      count: 3,
      mean: 4,
      ratings: [{ rating: 4, orders: 3 }],
      latest: [],
    };
    expect(ratingBars(feedback, british).rows.map(({ cells, count }) => [...cells, count])).toEqual([
      ['5 ★', '0'],
      ['4 ★', '3'],
      ['3 ★', '0'],
      ['2 ★', '0'],
      ['1 ★', '0'],
    ]);
  });

  it.each([
    [null, 'no time promised'],
    [-3.2, 'on time'],
    [0, 'on time'],
    [0.3, '1 min late'],
    [12, '12 mins late'],
  ])('says how late the order was: %s', (late_minutes, said) => {
    expect(latenessWords({ ...given, late_minutes }, british)).toBe(said);
  });
});
