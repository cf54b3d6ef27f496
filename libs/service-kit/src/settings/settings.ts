import * as z from 'zod';
import { areProxies, type TrustProxy } from '../http/trusted-proxies.ts';

/** Thrown where a setting is missing or wrong; the message is one line that names it. */
export class SettingError extends Error {
  override readonly name: string = 'SettingError';
}

/**
 * Reads a service's settings from the environment. An empty variable counts as one that is not set; one that
 * the schema does not name is ignored.
 * @throws SettingError naming the first wrong variable and what it must be
 */
export function readSettings<T>(
  schema: z.ZodType<T>,
  environment: Readonly<Record<string, string | undefined>>,
): T {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = schema.safeParse(set);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new SettingError(`${String(issue?.path[0] ?? 'settings')}: ${issue?.message ?? 'is wrong'}`);
}

/** "true"/"false" and their kin, as people write them in environments. */
export const flagSchema = z.stringbool({
  truthy: ['true', '1', 'on', 'yes'],
  falsy: ['false', '0', 'off', 'no'],
  error: 'must be true or false',
});

export const millisecondsSchema = z.coerce
  .number('must be a number of milliseconds')
  .int('must be whole milliseconds')
  .min(0)
  .max(7 * 24 * 3_600_000);

export const urlSchema = (...protocols: string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: ({ input }) =>
      `${input === undefined ? 'is needed:' : 'must be'} a URL that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`,
  });

const trimSlash = (url: string): string => url.replace(/\/+$/, '');
export const httpUrlSchema = urlSchema('http', 'https').transform(trimSlash);
export const databaseUrlSchema = urlSchema('postgres', 'postgresql');

/** Where a service listens, and how it takes requests; the same for all three. Port 0 means any free one. */
export const listenShape = {
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0)
    .max(65_535)
    .default(3000),
  TRUST_PROXY: z
    .string()
    .default('false')
    .transform((value): TrustProxy => (value === 'true' ? true : value === 'false' ? false : value))
    .refine(
      (trust) => typeof trust === 'boolean' || areProxies(trust),
      'must be true, false, or addresses parted by commas, such as "loopback, 10.0.0.0/8"',
    ),
  LOG_LEVEL: z
    .enum(
      ['silent', 'error', 'warn', 'info', 'debug', 'trace'],
      'must be silent, error, warn, info, debug or trace',
    )
    .default('info'),
};

/** By which the services know each other; standalone makes up its own at each start. */
export const serviceClientShape = {
  SERVICE_CLIENT_ID: z.string('is needed: the services share it').min(1),
  SERVICE_CLIENT_SECRET: z
    .string('is needed: the services share it')
    .min(16, 'must have at least 16 characters'),
};
