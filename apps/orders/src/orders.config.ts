import * as z from 'zod';
import {
  databaseUrlSchema,
  flagSchema,
  httpUrlSchema,
  listenShape,
  millisecondsSchema,
  originsSchema,
  serviceClientShape,
} from '#libs/service-kit';
import { usualRecallWindowMs } from '#libs/status-machine';
import { kafkaShape } from '#libs/messaging';
import { rateLimitsSchema } from '#libs/rate-limits';
import { tokenShape } from '#libs/access-tokens';

/** What `orders` needs to know; standalone fills in what it makes itself. */
export const ordersSettingsSchema = z.object({
  ...listenShape,
  ...serviceClientShape,
  PUBLIC_URL: httpUrlSchema.optional(),
  DATABASE_URL: databaseUrlSchema,
  DATABASE_ADMIN_URL: databaseUrlSchema.optional(),
  DEMO: flagSchema.default(false),
  DEMO_PASSWORD: z.string().min(1).optional(),
  RECALL_WINDOW_MS: millisecondsSchema.default(usualRecallWindowMs),
  TRUSTED_ORIGINS: originsSchema.default([]),
  RATE_LIMITS: rateLimitsSchema,
  ...tokenShape,
});
export type OrdersSettings = z.infer<typeof ordersSettingsSchema>;

/** As a process of its own it needs Kafka. */
export const ordersServiceSettingsSchema = z.object({ ...ordersSettingsSchema.shape, ...kafkaShape });
