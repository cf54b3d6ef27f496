import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { insightsServiceSettingsSchema } from '../../apps/insights/src/index.ts';
import { notifierServiceSettingsSchema } from '../../apps/notifier/src/index.ts';
import { ordersServiceSettingsSchema } from '../../apps/orders/src/index.ts';
import { trackingGatewayServiceSettingsSchema } from '../../apps/tracking-gateway/src/index.ts';
import { readSettings } from '#libs/service-kit';
import {
  againstSpecification,
  composeDocument,
  composeFile,
  type ComposeService,
  filledIn,
  repository,
} from './compose-file.ts';

const names = ['orders', 'tracking-gateway', 'notifier', 'insights'] as const;
const schemas = {
  orders: ordersServiceSettingsSchema,
  'tracking-gateway': trackingGatewayServiceSettingsSchema,
  notifier: notifierServiceSettingsSchema,
  insights: insightsServiceSettingsSchema,
} as const;

const { services, volumes } = composeFile();
const service = (name: string): ComposeService => {
  const found = services[name];
  if (found === undefined) throw new Error(`the file has no service ${name}`);
  return found;
};

describe('docker-compose.yml', () => {
  it('is what the Compose specification allows', () => {
    expect(againstSpecification(composeDocument())).toEqual([]);
  });

  it.each<{
    readonly slip: string;
    readonly plant: (orders: Record<string, unknown>, file: Record<string, unknown>) => void;
    readonly found: string;
  }>([
    {
      slip: 'a key that no service has',
      plant: (orders) => {
        orders['healtcheck'] = orders['healthcheck'];
      },
      found: '/services/orders: "healtcheck" is no key of it',
    },
    {
      slip: 'a key that no health check has',
      plant: (orders) => {
        orders['healthcheck'] = { tests: ['CMD', 'true'] };
      },
      found: '/services/orders/healthcheck: "tests" is no key of it',
    },
    {
      slip: 'a word that is no condition',
      plant: (orders) => {
        orders['depends_on'] = { kafka: { condition: 'healthy' } };
      },
      found: '/services/orders/depends_on/kafka/condition: must be equal to one of the allowed values',
    },
    {
      slip: 'a list where text belongs',
      plant: (orders) => {
        orders['image'] = ['passline-service'];
      },
      found: '/services/orders/image: must be string',
    },
    {
      slip: 'a key that no file has',
      plant: (_orders, file) => {
        file['service'] = {};
      },
      found: ': "service" is no key of it',
    },
  ])('would not pass with $slip', ({ plant, found }) => {
    const file = composeDocument();
    plant((file['services'] as Record<string, Record<string, unknown>>)['orders'] ?? {}, file);
    expect(againstSpecification(file)).toContain(found);
  });

  it('starts each only after what it needs is healthy, and keeps data in volumes that it names', () => {
    for (const { depends_on, volumes: mounted } of Object.values(services)) {
      for (const [needed, { condition }] of Object.entries(depends_on))
        expect([Object.hasOwn(services, needed), condition]).toEqual([true, 'service_healthy']);
      for (const volume of mounted) expect(volumes).toHaveProperty(volume.split(':')[0] ?? '');
    }
    for (const name of names) expect(Object.keys(service(name).depends_on)).toContain('kafka');
    expect(Object.keys(service('edge').depends_on)).toEqual(
      expect.arrayContaining(['orders', 'tracking-gateway']),
    );
  });

  it("opens one port to the world: the edge's", () => {
    expect(Object.keys(services).filter((name) => service(name).ports !== undefined)).toEqual(['edge']);
  });

  it('gives a service longer to stop than it takes by itself at most', () => {
    for (const name of names)
      expect(Number(/^(\d+)s$/.exec(service(name).stop_grace_period ?? '')?.[1])).toBeGreaterThan(15);
  });

  it('brings no secret of its own: every one must be set by who starts it', () => {
    for (const { environment } of Object.values(services)) {
      for (const [key, value] of Object.entries(environment)) {
        if (/SECRET|PASSWORD|TOKEN/.test(key)) expect(value).toMatch(/^\$\{\w+(:\?[^}]+|:-)\}$/);
        else if (key.startsWith('DATABASE_')) expect(value).toMatch(/^postgres:\/\/\w+:\$\{\w+:\?[^}]+\}@/);
      }
    }
    const example = readFileSync(join(repository, 'deploy/example.env'), 'utf8');
    expect(example.match(/^\w*(SECRET|PASSWORD|TOKEN)=.+$/gm)).toBeNull();
  });

  it.each(names)('runs %s by a file that the build makes, with settings that it knows and takes', (name) => {
    const { command, environment, healthcheck } = service(name);
    expect(command).toEqual(['node', `dist/apps/${name}/src/bundle/main.js`]);
    for (const file of [command[1], healthcheck.test[2]])
      expect(existsSync(join(repository, file ?? ''))).toBe(true);
    const { NODE_OPTIONS: _ofNode, ...settings } = environment;
    expect(Object.keys(settings).filter((key) => !Object.hasOwn(schemas[name].shape, key))).toEqual([]);
    const filled = Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, filledIn(String(value))]),
    );
    expect(readSettings<object>(schemas[name], filled)).toMatchObject({ KAFKA_BROKERS: ['kafka:9092'] });
  });
});
