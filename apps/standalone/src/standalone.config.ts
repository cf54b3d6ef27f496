import * as z from 'zod';
import { notifierSettingsSchema } from '../../notifier/src/index.ts';
import { ordersSettingsSchema } from '../../orders/src/index.ts';
import { trackingGatewaySettingsSchema } from '../../tracking-gateway/src/index.ts';
import { databaseUrlSchema, flagSchema, listenShape, readSettings } from '#libs/service-kit';

type Environment = Readonly<Record<string, string | undefined>>;

/** What has to be known before there is a database. */
const groundSchema = z.object({
  PASSLINE_DATA: z.string().default('.passline'),
  LOG_LEVEL: listenShape.LOG_LEVEL,
  DATABASE_URL: databaseUrlSchema.optional(),
  DATABASE_ADMIN_URL: databaseUrlSchema.optional(),
  DEMO: flagSchema.default(true),
  DEMO_PASSWORD: z.string().optional(),
});
export type Ground = z.infer<typeof groundSchema>;

/** @throws SettingError */
export const readGround = (environment: Environment): Ground => readSettings(groundSchema, environment);

/** The settings of the three services, from one environment. @throws SettingError naming the first wrong one */
export function readServices(environment: Environment) {
  return {
    orders: readSettings(ordersSettingsSchema, environment),
    gateway: readSettings(trackingGatewaySettingsSchema, environment),
    notifier: readSettings(notifierSettingsSchema, environment),
  };
}
export type ServiceSettings = ReturnType<typeof readServices>;
