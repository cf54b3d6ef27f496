import * as z from 'zod';
import { idSchema } from '../primitives.ts';

/** Monday's date, by the restaurant's calendar. */
const weekSchema = z.iso.date();

/** What a restaurant's week came to; null where there is nothing to tell. Nothing personal is in it. */
export const weekFiguresSchema = z.object({
  orders: z.int().min(0),
  on_time_share: z.number().nullable(),
  /** Until the customer had it. */
  median_minutes: z.number().nullable(),
  rating: z.number().nullable(),
});
export type WeekFigures = z.infer<typeof weekFiguresSchema>;

/** Of which restaurants the week is to be told now, and has not been. */
export const dueReportsSchema = z.object({
  reports: z.array(z.object({ restaurant_id: idSchema, timezone: z.string(), week: weekSchema })),
});
export type DueReports = z.infer<typeof dueReportsSchema>;

/** A week beside the one before. */
export const weeklyReportSchema = z.object({
  restaurant_id: idSchema,
  week: weekSchema,
  figures: weekFiguresSchema,
  before: weekFiguresSchema,
});
export type WeeklyReport = z.infer<typeof weeklyReportSchema>;
