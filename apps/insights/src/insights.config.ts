import * as z from 'zod';
import { tokenShape } from '#libs/access-tokens';
import { kafkaShape } from '#libs/messaging';
import { rateLimitsSchema } from '#libs/rate-limits';
import {
  databaseUrlSchema,
  httpUrlSchema,
  listenShape,
  originsSchema,
  serviceClientShape,
} from '#libs/service-kit';

/** Whose figures are told to whom, and how often; the same in every set-up. */
export const insightsSettingsSchema = z.object({ ...tokenShape, RATE_LIMITS: rateLimitsSchema });
export type InsightsSettings = z.infer<typeof insightsSettingsSchema>;

/**
 * The settings of an insights that runs as a process of its own.
 */
export const insightsServiceSettingsSchema = z.object({
  ...listenShape,
  ...serviceClientShape,
  ...insightsSettingsSchema.shape,
  TRUSTED_ORIGINS: originsSchema.default([]),
  DATABASE_URL: databaseUrlSchema,
  DATABASE_ADMIN_URL: databaseUrlSchema.optional(),
  ORDERS_URL: httpUrlSchema,
  ...kafkaShape,
});
export type InsightsServiceSettings = z.infer<typeof insightsServiceSettingsSchema>;
