import * as z from 'zod';
import { longestSpan, mostStars } from '../limits.ts';
import { fulfilmentSchema, idSchema, timezoneSchema, utcTimeSchema } from '../primitives.ts';
import { reasonSchema } from '../reason.ts';

const daySchema = z.iso.date({ error: 'must be a date such as "2026-03-01"', abort: true });
/** Restaurants have orders since 1970 at the most, and whoever asks means no day before. */
const askedDaySchema = daySchema.refine(
  (day) => day >= '1970-01-01' && day < '9999',
  'must lie between 1970 and 9998',
);
const aDay = 24 * 60 * 60_000;

/** Days by the restaurant's calendar, both included; the last 28 where none is named. */
export const analyticsQuerySchema = z
  .object({
    from: askedDaySchema.optional(),
    to: askedDaySchema.optional(),
    fulfilment: fulfilmentSchema.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'must not lie before from',
  })
  .refine(
    ({ from, to }) =>
      from === undefined || to === undefined || Date.parse(to) - Date.parse(from) < longestSpan * aDay,
    { path: ['from'], message: `must lie at most ${String(longestSpan)} days before to` },
  );
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>;

/** Of which orders the figures are. */
const spanShape = {
  from: daySchema,
  to: daySchema,
  timezone: timezoneSchema,
  fulfilment: fulfilmentSchema.nullable(),
};
const countSchema = z.int().min(0);
/** From 0 to 1; null of none. */
const shareSchema = z.number().min(0).max(1).nullable();
const minutesSchema = z.number().min(0).nullable();
const ratingSchema = z.number().min(1).max(mostStars).nullable();

/** How long something took, of so many orders; exact to 0.1 min below 10 min, 0.5 below 2 h, 5 above. */
const durationShape = { orders: countSchema, median_minutes: minutesSchema, p90_minutes: minutesSchema };
/** What a restaurant can do something about: until accepted, ready, handed over, at the door. */
export const stageSchema = z.enum(['acceptance', 'preparation', 'handover', 'drive']).meta({ id: 'Stage' });

/** How good the promises were: those of the moment when an order was placed. */
const promiseShape = {
  orders: countSchema.meta({
    description: 'That were promised something, and of which it is known what came',
  }),
  coverage: shareSchema.meta({ description: 'The share that came within the window' }),
  on_time_share: shareSchema.meta({ description: 'The share that came before the window was over' }),
  mean_width_minutes: minutesSchema,
  learned_share: shareSchema.meta({ description: 'The share that was promised by what was learned' }),
};

export const analyticsSummarySchema = z
  .object({
    ...spanShape,
    orders: countSchema.meta({
      description: 'That came in that time: one for later when it was due, and turned pending',
    }),
    completed: countSchema,
    cancelled: countSchema,
    rejected: countSchema,
    in_all: z
      .object(durationShape)
      .meta({ description: 'Until the customer had it: at the door, at the counter or at the table' }),
    stages: z.array(z.object({ stage: stageSchema, ...durationShape })),
    promises: z.object(promiseShape),
    feedback: z.object({
      count: countSchema,
      mean: ratingSchema,
      mean_on_time: ratingSchema,
      mean_late: ratingSchema,
    }),
  })
  .meta({ id: 'AnalyticsSummary' });
export type AnalyticsSummary = z.infer<typeof analyticsSummarySchema>;

export const analyticsStagesSchema = z
  .object({
    ...spanShape,
    stages: z.array(
      z.object({
        stage: stageSchema,
        ...durationShape,
        days: z
          .array(z.object({ date: daySchema, ...durationShape }))
          .meta({ description: 'Those that had any, the first one first' }),
      }),
    ),
  })
  .meta({ id: 'AnalyticsStages' });
export type AnalyticsStages = z.infer<typeof analyticsStagesSchema>;

export const analyticsPromisesSchema = z
  .object({
    ...spanShape,
    days: z
      .array(z.object({ date: daySchema, ...promiseShape }))
      .meta({ description: 'Those on which it is known what came of a promise, the first one first' }),
  })
  .meta({ id: 'AnalyticsPromises' });
export type AnalyticsPromises = z.infer<typeof analyticsPromisesSchema>;

export const analyticsHoursSchema = z
  .object({
    ...spanShape,
    hours: z.array(
      z.object({
        weekday: z.int().min(1).max(7).meta({ description: 'Monday is 1' }),
        hour: z.int().min(0).max(23),
        ...durationShape,
        on_time_share: shareSchema,
      }),
    ),
  })
  .meta({ id: 'AnalyticsHours' });
export type AnalyticsHours = z.infer<typeof analyticsHoursSchema>;

/** What went against the plan. */
export const mishaps = ['cancelled', 'rejected', 'delivery_failed', 'recalled', 'delayed'] as const;
export const analyticsReasonsSchema = z
  .object({
    ...spanShape,
    reasons: z.array(
      z.object({ mishap: z.enum(mishaps), reason: reasonSchema.nullable(), orders: countSchema }),
    ),
  })
  .meta({ id: 'AnalyticsReasons' });
export type AnalyticsReasons = z.infer<typeof analyticsReasonsSchema>;

export const analyticsFeedbackSchema = z
  .object({
    ...spanShape,
    count: countSchema,
    mean: ratingSchema,
    ratings: z.array(z.object({ rating: z.int().min(1).max(mostStars), orders: countSchema })),
    latest: z
      .array(
        z.object({
          order_id: idSchema,
          rating: z.int().min(1).max(mostStars),
          given_at: utcTimeSchema,
          late_minutes: z
            .number()
            .nullable()
            .meta({ description: 'After the end of what was promised; below 0 before it' }),
        }),
      )
      .meta({ description: 'The last hundred, newest first; what was written is in the order’s feedback' }),
  })
  .meta({ id: 'AnalyticsFeedback' });
export type AnalyticsFeedback = z.infer<typeof analyticsFeedbackSchema>;
