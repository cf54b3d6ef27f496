import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Account } from '../rush/restaurant-api.ts';
import type { Program, ProgramProcess } from './program-process.ts';

const password = 'password-of-the-benchmark';
export const account: Account = { username: 'cashier@demo.test', password };

/** PostgreSQL as its owner and as the service's role. */
export interface DatabaseUrls {
  readonly adminUrl: string;
  readonly serviceUrl: string;
}

/** What a service needs to know of the world around it. */
export interface ServiceUrls extends DatabaseUrls {
  readonly brokers: string;
  /** Where `orders` is asked. */
  readonly ordersUrl: string;
}

const databaseSettings = ({ adminUrl, serviceUrl }: DatabaseUrls) => ({
  DATABASE_URL: serviceUrl,
  DATABASE_ADMIN_URL: adminUrl,
});
const serviceClient = { SERVICE_CLIENT_ID: 'passline', SERVICE_CLIENT_SECRET: 'the secret of the benchmark' };
const limitsOff = { RATE_LIMITS: 'off' };
/**
 * The notifier asks for providers. No order of the benchmark has anyone to write to, so neither is ever
 * called.
 */
const providers = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'orders@example.com',
  TWILIO_ACCOUNT_SID: 'AC0',
  TWILIO_AUTH_TOKEN: 'none',
  TWILIO_FROM: '+15005550006',
  TWILIO_API_URL: 'http://127.0.0.1:9',
};

/**
 * A setting: longer than the benchmark. No message leaves within it, so that the work of sending falls into
 * nobody's slice.
 */
export const holdMessages = { NOTIFY_HOLD_MS: '3600000' };

/** `npm start`. The welcome comes last, after the sample order was placed. */
export const standaloneProgram = (dataFolder: string, database: DatabaseUrls): Program => ({
  ...startedBy('start'),
  settings: {
    ...databaseSettings(database),
    ...limitsOff,
    PASSLINE_DATA: dataFolder,
    DEMO_PASSWORD: password,
  },
  isReady: ({ printed }) => printed.includes('Passline is ready'),
});

/** `npm run start:orders`, with the demo restaurants. */
export const ordersProgram = ({ brokers, ...database }: Omit<ServiceUrls, 'ordersUrl'>): Program => ({
  ...startedBy('start:orders'),
  settings: {
    ...databaseSettings(database),
    ...serviceClient,
    ...limitsOff,
    KAFKA_BROKERS: brokers,
    DEMO: 'true',
    DEMO_PASSWORD: password,
  },
  isReady: saysReady,
});

/** `npm run start:tracking-gateway`. */
export const gatewayProgram = ({ brokers, ordersUrl }: ServiceUrls): Program => ({
  ...startedBy('start:tracking-gateway'),
  settings: { ...serviceClient, ...limitsOff, KAFKA_BROKERS: brokers, ORDERS_URL: ordersUrl },
  isReady: saysReady,
});

/** `npm run start:notifier`. */
export const notifierProgram = ({ brokers, ordersUrl, ...database }: ServiceUrls): Program => ({
  ...startedBy('start:notifier'),
  settings: {
    ...databaseSettings(database),
    ...serviceClient,
    ...providers,
    KAFKA_BROKERS: brokers,
    ORDERS_URL: ordersUrl,
  },
  isReady: saysReady,
});

const saysReady = ({ url }: ProgramProcess): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * The gateway without its Kafka: what it needs to know, and the flags of `npm run start:tracking-gateway`.
 */
export const gatewayAlone = {
  /** For whoever plays `orders`. */
  serviceClient,
  get flags(): readonly string[] {
    return startedBy('start:tracking-gateway').flags;
  },
  settings: (ordersUrl: string) => ({ ...serviceClient, ...limitsOff, ORDERS_URL: ordersUrl }),
} as const;

const manifest = join(import.meta.dirname, '../../../package.json');

/**
 * What an npm script runs, with the flags that it gives to Node: the benchmark measures what a user starts.
 */
function startedBy(npmScript: string): Required<Pick<Program, 'script' | 'flags'>> {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const [, flags = '', script] = /^exec node (.*)dist\/(\S+)$/.exec(scripts[npmScript] ?? '') ?? [];
  if (script === undefined)
    throw new Error(`"npm run ${npmScript}" is no longer what the benchmark takes it for`);
  return { script, flags: flags.split(' ').filter((flag) => flag !== '') };
}
