import * as z from 'zod';
import { flagSchema, httpUrlSchema, kafkaShape, listenShape, serviceClientShape } from '#libs/service-kit';

const isOrigin = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

/** Origins parted by commas or blanks, as browsers write them: no path, no slash at the end. */
const originsSchema = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((origin) => origin !== '').map((origin) => origin.toLowerCase()))
  .refine((origins) => origins.every(isOrigin), 'must be origins parted by commas, such as "https://order.example.com"');

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
