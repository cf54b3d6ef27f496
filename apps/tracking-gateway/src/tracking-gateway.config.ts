import * as z from 'zod';
import { httpUrlSchema, listenShape, originsSchema, serviceClientShape } from '#libs/service-kit';
import { kafkaShape } from '#libs/messaging';
import { rateLimitsSchema } from '#libs/rate-limits';
import { tokenShape } from '#libs/access-tokens';

const gatewayShape = {
  ...tokenShape,
  TRUSTED_ORIGINS: originsSchema.default([]),
  RATE_LIMITS: rateLimitsSchema,
  TRUST_PROXY: listenShape.TRUST_PROXY,
};

/** What the gateway reads wherever it runs: alone or beside the other services in one process. */
export const trackingGatewaySettingsSchema = z.object({ ...serviceClientShape, ...gatewayShape });
export type TrackingGatewaySettings = z.infer<typeof trackingGatewaySettingsSchema>;

/** What it needs as a service of its own. */
export const trackingGatewayServiceSettingsSchema = z.object({
  ...trackingGatewaySettingsSchema.shape,
  ...listenShape,
  ...kafkaShape,
  ORDERS_URL: httpUrlSchema,
});
export type TrackingGatewayServiceSettings = z.infer<typeof trackingGatewayServiceSettingsSchema>;
