import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { insightsSettingsSchema } from '../../insights/src/index.ts';
import { notifierSettingsSchema } from '../../notifier/src/index.ts';
import { ordersSettingsSchema } from '../../orders/src/index.ts';
import { trackingGatewaySettingsSchema } from '../../tracking-gateway/src/index.ts';
import { databaseUrlSchema, flagSchema, listenShape, readSettings } from '#libs/service-kit';
import { kafkaShape } from '#libs/messaging';

type Environment = Readonly<Record<string, string | undefined>>;

/** What has to be known before there is a database. */
const startSettingsSchema = z.object({
  PASSLINE_DATA: z.string().default('.passline'),
  LOG_LEVEL: listenShape.LOG_LEVEL,
  DATABASE_URL: databaseUrlSchema.optional(),
  DATABASE_ADMIN_URL: databaseUrlSchema.optional(),
  DEMO: flagSchema.default(true),
  DEMO_PASSWORD: z.string().optional(),
});
export type StartSettings = z.infer<typeof startSettingsSchema>;

/** @throws SettingError */
export const readStartSettings = (environment: Environment): StartSettings =>
  readSettings(startSettingsSchema, environment);

const logSchema = z.object({ KAFKA_BROKERS: kafkaShape.KAFKA_BROKERS.optional() });

/** @returns undefined where events stay within the process @throws SettingError */
export const readBrokers = (environment: Environment): readonly string[] | undefined =>
  readSettings(logSchema, environment).KAFKA_BROKERS;

/** Made up at each start: in one process nobody else has to know them. */
const ownCredentials = (): Environment => ({
  SERVICE_CLIENT_ID: 'standalone',
  SERVICE_CLIENT_SECRET: randomBytes(24).toString('base64url'),
});

/** Stands for the embedded database while the settings are read, before there is one. */
const embedded = { DATABASE_URL: 'postgres://embedded' };

/**
 * The settings of the services, from one environment.
 * @throws SettingError naming the first wrong one
 */
export function readServices(environment: Environment) {
  const complete = { ...ownCredentials(), ...embedded, ...given(environment) };
  return {
    orders: readSettings(ordersSettingsSchema, complete),
    gateway: readSettings(trackingGatewaySettingsSchema, complete),
    notifier: readSettings(notifierSettingsSchema, complete),
    insights: readSettings(insightsSettingsSchema, complete),
    brokers: readBrokers(environment),
  };
}

const given = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

export type ServiceSettings = ReturnType<typeof readServices>;
