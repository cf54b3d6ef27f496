import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { notifierServiceSettingsSchema } from '../../apps/notifier/src/index.ts';
import { ordersServiceSettingsSchema } from '../../apps/orders/src/index.ts';
import { trackingGatewayServiceSettingsSchema } from '../../apps/tracking-gateway/src/index.ts';
import { readSettings } from '#libs/service-kit';
import { eventually } from '../support/eventually.ts';
import { Providers } from '../support/providers.ts';
import type { ServiceName } from '../support/service-process.ts';
import { Services, servicesStartWithin } from '../support/services.ts';

const root = join(import.meta.dirname, '../..');
const names = ['orders', 'tracking-gateway', 'notifier'] as const satisfies readonly ServiceName[];
const schemas = { orders: ordersServiceSettingsSchema, 'tracking-gateway': trackingGatewayServiceSettingsSchema, notifier: notifierServiceSettingsSchema } as const;

/** What the Compose specification allows of what this file uses; a key that is not here is a slip. */
const duration = z.string().regex(/^\d+(ms|s|m)$/);
const healthCheckSchema = z.strictObject({ test: z.tuple([z.literal('CMD')], z.string()), interval: duration, timeout: duration, retries: z.int().min(1), start_period: duration.optional() });
const serviceSchema = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.union([z.string(), z.number()])).default({}),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: healthCheckSchema,
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[a-z/]+$/)).default([]),
  restart: z.literal('unless-stopped'),
  init: z.boolean().optional(),
  stop_grace_period: duration.optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
});
const composeSchema = z.strictObject({ name: z.string(), services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.null()) });

/** As Compose does it: `${NAME:-default}`, and `${NAME:?what is missing}` with what the user has set. */
const filledIn = (text: string): string => text.replace(/\$\{\w+:\?[^}]*\}/g, 'set-by-the-user-in-env').replace(/\$\{\w+:-([^}]*)\}/g, '$1');

describe('docker-compose.yml', () => {
  let compose: z.infer<typeof composeSchema>;
  const service = (name: string): z.infer<typeof serviceSchema> => compose.services[name] ?? serviceSchema.parse(undefined);

  beforeAll(async () => {
    const written = parse(await readFile(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as Record<string, unknown>;
    compose = composeSchema.parse(Object.fromEntries(Object.entries(written).filter(([key]) => !key.startsWith('x-'))));
  });

  it('starts each only after what it needs is healthy, and keeps data in volumes that it names', () => {
    for (const { depends_on, volumes } of Object.values(compose.services)) {
      for (const needed of Object.keys(depends_on)) expect(compose.services).toHaveProperty(needed);
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
    }
    for (const name of names) expect(Object.keys(service(name).depends_on)).toContain('kafka');
    expect(Object.keys(service('edge').depends_on)).toEqual(expect.arrayContaining(['orders', 'tracking-gateway']));
  });

  it('opens one port to the world: the edge\'s', () => {
    expect(Object.keys(compose.services).filter((name) => service(name).ports !== undefined)).toEqual(['edge']);
  });

  it('brings no secret of its own: every one must be set by who starts it', async () => {
    for (const { environment } of Object.values(compose.services)) {
      for (const [key, value] of Object.entries(environment)) {
        if (/SECRET|PASSWORD|TOKEN/.test(key)) expect(value).toMatch(/^\$\{\w+(:\?[^}]+|:-)\}$/);
        else if (key.startsWith('DATABASE_')) expect(value).toMatch(/^postgres:\/\/\w+:\$\{\w+:\?[^}]+\}@/);
      }
    }
    const example = await readFile(join(root, 'deploy/example.env'), 'utf8');
    expect(example.match(/^\w*(SECRET|PASSWORD|TOKEN)=.+$/gm)).toBeNull();
  });

  it.each(names)('runs %s by a file that the build makes, with settings that it knows and takes', (name) => {
    const { command = [], environment, healthcheck } = service(name);
    expect(command[0]).toBe('node');
    expect(command[1]).toBe(`dist/apps/${name}/src/main.js`);
    for (const file of [command[1], healthcheck.test[2]]) expect(existsSync(join(root, file ?? ''))).toBe(true);
    const { NODE_OPTIONS: _ofNode, ...settings } = environment;
    expect(Object.keys(settings).filter((key) => !Object.hasOwn(schemas[name].shape, key))).toEqual([]);
    const filled = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, filledIn(String(value))]));
    expect(readSettings<object>(schemas[name], filled)).toMatchObject({ KAFKA_BROKERS: ['kafka:9092'] });
  });
});

describe('the health check that containers are judged by', () => {
  let services: Services;
  let providers: Providers;

  beforeAll(async () => {
    providers = await Providers.start();
    services = await Services.start({ settings: providers.settings });
  }, servicesStartWithin);

  afterAll(async () => {
    await services.stop();
    await providers.down();
  }, 60_000);

  const verdicts = async (): Promise<unknown> => Object.fromEntries(await Promise.all(names.map(async (name) => [name, await services.one(name).healthCheck()] as const)));
  const becomes = (wanted: Readonly<Record<ServiceName, 0 | 1>>): Promise<unknown> =>
    eventually(async () => {
      const seen = await verdicts();
      if (JSON.stringify(seen) !== JSON.stringify(wanted)) throw new Error(JSON.stringify(seen));
      return true;
    }, `the verdicts to be ${JSON.stringify(wanted)}`, 25_000);

  it('lets every service pass that is ready', async () => {
    expect(await verdicts()).toEqual({ orders: 0, 'tracking-gateway': 0, notifier: 0 });
  });

  it('fails one that does not answer', async () => {
    for (const name of names) services.one(name).signal('SIGSTOP');
    expect(await verdicts()).toEqual({ orders: 1, 'tracking-gateway': 1, notifier: 1 });
    for (const name of names) services.one(name).signal('SIGCONT');
    await becomes({ orders: 0, 'tracking-gateway': 0, notifier: 0 });
  });

  it('fails those that read events while there is no Kafka to read from; orders are taken all the same', async () => {
    await services.kafka.kill('SIGKILL');
    await becomes({ orders: 0, 'tracking-gateway': 1, notifier: 1 });
    await services.kafka.restart();
    await becomes({ orders: 0, 'tracking-gateway': 0, notifier: 0 });
  }, 60_000);

  it('fails one that is not there', async () => {
    await services.one('notifier').end('SIGTERM');
    expect(await verdicts()).toEqual({ orders: 0, 'tracking-gateway': 0, notifier: 1 });
  });
});
