import * as z from 'zod';
import { flagSchema, httpUrlSchema, kafkaShape, listenShape, originsSchema, serviceClientShape } from '#libs/service-kit';

const gatewayShape = {
  JWT_ISSUER: z.string().default('passline'),
  JWT_AUDIENCE: z.string().default('passline'),
  JWT_JWKS_URL: httpUrlSchema.optional(),
  TRUSTED_ORIGINS: originsSchema.default([]),
  RATE_LIMITS: flagSchema.default(true),
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
