import * as z from 'zod';
import {
  databaseUrlSchema,
  flagSchema,
  httpUrlSchema,
  kafkaShape,
  listenShape,
  millisecondsSchema,
  originsSchema,
  rateLimitsSchema,
  serviceClientShape,
  tokenShape,
} from '#libs/service-kit';

/** What `orders` needs to know; standalone fills in what it makes itself. */
export const ordersSettingsSchema = z.object({
  ...listenShape,
  ...serviceClientShape,
  PUBLIC_URL: httpUrlSchema.optional(),
  DATABASE_URL: databaseUrlSchema,
  DATABASE_ADMIN_URL: databaseUrlSchema.optional(),
  DEMO: flagSchema.default(false),
  DEMO_PASSWORD: z.string().min(1).optional(),
  RECALL_WINDOW_MS: millisecondsSchema.default(600_000),
  TRUSTED_ORIGINS: originsSchema.default([]),
  RATE_LIMITS: rateLimitsSchema,
  ...tokenShape,
});
export type OrdersSettings = z.infer<typeof ordersSettingsSchema>;

/** As a process of its own it needs Kafka. */
export const ordersServiceSettingsSchema = z.object({ ...ordersSettingsSchema.shape, ...kafkaShape });
