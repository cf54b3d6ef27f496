import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaJars } from '../../tools/local-kafka/jars.ts';
import { pagePolicy } from '#libs/service-kit';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { NginxEdge } from '../support/nginx-edge.ts';
import { conversation, offeredProtocols, offering } from '../support/offered-protocols.ts';
import { freePort } from '../support/passline.ts';
import { Providers } from '../support/providers.ts';
import { Screen } from '../support/screens.ts';
import type { ServiceName } from '../support/service-process.ts';
import { Services, servicesStartTimeoutMs } from '../support/services.ts';
import { composeFile } from './compose-file.ts';
import { type HealthPlaces, passesHealthCheck } from './health-command.ts';

const names = [
  'orders',
  'tracking-gateway',
  'notifier',
  'insights',
] as const satisfies readonly ServiceName[];

let services: Services;
let providers: Providers;
let edge: NginxEdge;
let java: readonly string[];

beforeAll(async () => {
  providers = await Providers.start();
  services = await Services.start({ settings: providers.settings, instances: { insights: 1 } });
  const [orders, gateway, notifier, insights] = names.map((name) => services.one(name).address);
  edge = await NginxEdge.start({
    orders: orders ?? '',
    'tracking-gateway': gateway ?? '',
    notifier: notifier ?? '',
    insights: insights ?? '',
  });
  // What the script in the container runs.
  java = [
    'java',
    '-cp',
    `${await kafkaJars(() => undefined)}/*`,
    'org.apache.kafka.tools.BrokerApiVersionsCommand',
  ];
}, servicesStartTimeoutMs);

afterAll(async () => {
  await edge.stop();
  await services.stop();
  await providers.down();
}, 60_000);

const placesOf = (name: string): HealthPlaces => {
  if (name === 'edge') return { exchange: { '8080': String(edge.port) } };
  if (name === 'postgres') return { environment: { PGPORT: new URL(services.database.adminUrl).port } };
  if (name === 'kafka')
    return { exchange: { '9092': services.kafka.brokers.split(':')[1] ?? '' }, program: java };
  const service = services.one(name as ServiceName);
  return { exchange: {}, program: [process.execPath], environment: { PORT: new URL(service.url).port } };
};
const passes = (name: string): Promise<boolean> => passesHealthCheck(name, placesOf(name));
const verdicts = async (): Promise<unknown> =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await passes(name)] as const)));

const becomes = (wanted: Readonly<Record<(typeof names)[number], boolean>>): Promise<unknown> =>
  eventually(
    async () => {
      const seen = await verdicts();
      if (JSON.stringify(seen) !== JSON.stringify(wanted)) throw new Error(JSON.stringify(seen));
      return true;
    },
    `the verdicts to be ${JSON.stringify(wanted)}`,
    25_000,
  );

// In this order: one after the other is taken away.
describe('the health check that a container is judged by', () => {
  it.each(Object.keys(composeFile().services))('lets %s pass once it is ready', async (name) => {
    expect(await passes(name)).toBe(true);
  });

  it('fails a service that does not answer', async () => {
    for (const name of names) services.one(name).signal('SIGSTOP');
    expect(await verdicts()).toEqual({
      orders: false,
      'tracking-gateway': false,
      notifier: false,
      insights: false,
    });
    for (const name of names) services.one(name).signal('SIGCONT');
    await becomes({ orders: true, 'tracking-gateway': true, notifier: true, insights: true });
  });

  it('fails Kafka, and those that read events, while there is no Kafka to read from; orders are taken all the same', async () => {
    await services.kafka.kill('SIGKILL');
    await becomes({ orders: true, 'tracking-gateway': false, notifier: false, insights: false });
    expect(await passes('kafka')).toBe(false);
    await services.kafka.restart();
    await becomes({ orders: true, 'tracking-gateway': true, notifier: true, insights: true });
    expect(await passes('kafka')).toBe(true);
  }, 60_000);

  it('fails PostgreSQL where none answers', async () => {
    expect(await passesHealthCheck('postgres', { environment: { PGPORT: String(await freePort()) } })).toBe(
      false,
    );
  });

  it('fails a service that is not there', async () => {
    await services.one('notifier').end('SIGTERM');
    expect(await verdicts()).toEqual({
      orders: true,
      'tracking-gateway': true,
      notifier: false,
      insights: true,
    });
    await services.one('notifier').start();
  });
});

describe('the edge, a real nginx with the file of the container', () => {
  it('serves the pages with the headers that keep them to themselves', async () => {
    for (const path of ['/', '/t', '/board', '/favicon.svg']) {
      const { status, headers } = await fetch(edge.url + path);
      expect({ path, status, type: headers.get('content-type') }).toEqual({
        path,
        status: 200,
        type: expect.stringMatching(path === '/favicon.svg' ? /^image\/svg/ : /^text\/html/),
      });
      expect(headers.get('content-security-policy')).toBe(pagePolicy);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
    const worker = await fetch(`${edge.url}/sw.js`);
    expect([
      worker.status,
      worker.headers.get('content-type'),
      worker.headers.get('cache-control'),
      worker.headers.get('content-security-policy'),
    ]).toEqual([200, expect.stringMatching(/^text\/javascript/), 'no-cache', pagePolicy]);
    const [script = ''] = /assets\/t-[\w-]+\.js/.exec(await (await fetch(`${edge.url}/t`)).text()) ?? [];
    const asset = await fetch(`${edge.url}/${script}`);
    expect([asset.status, asset.headers.get('content-type'), asset.headers.get('cache-control')]).toEqual([
      200,
      expect.stringMatching(/^text\/javascript/),
      expect.stringContaining('immutable'),
    ]);
  });

  it("takes calls and sockets to their services, a guest's screen included", async () => {
    const cashier = await Api.as(edge.url, 'cashier');
    const order = await cashier.place({ fulfilment: 'pickup' });
    const screen = await Screen.open(edge.url, order.tracking_url.split('#')[1] ?? '');
    await cashier.move(order.order_id, 'confirmed');
    expect(await screen.frame(2)).toMatchObject({ status: 'confirmed' });
    screen.close();
    expect(
      (
        await fetch(`${edge.url}/api/v1/sms/status`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'MessageSid=none',
        })
      ).status,
    ).toBe(403);
    expect((await fetch(`${edge.url}/.well-known/jwks.json`)).status).toBe(200);
  });

  it.each(offeredProtocols)(
    'answers a client that offers %s as HTTP/1.1, and so does each service behind it',
    async (protocol, further) => {
      const refresh = JSON.stringify({ refresh_token: 'none of ours' });
      for (const url of [edge.url, services.one('orders').url])
        expect(await conversation(url, offering(protocol, further, '/api/v1/auth/refresh', refresh))).toMatch(
          /^HTTP\/1\.1 401 /,
        );
      for (const url of [edge.url, ...names.map((name) => services.one(name).url)])
        expect(await conversation(url, offering(protocol, further, '/health/live'))).toMatch(
          /^HTTP\/1\.1 200 /,
        );
      for (const name of ['orders', 'notifier'] as const)
        expect(
          await conversation(services.one(name).url, offering(protocol, further, '/socket.io/?EIO=4')),
        ).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  it('takes Java’s own client through, with its defaults', async () => {
    const { token } = await Api.as(edge.url, 'cashier');
    const program = join(import.meta.dirname, '../contracts/PlacesAnOrder.java');
    const { stdout } = await promisify(execFile)('java', [program, edge.url, token ?? ''], {
      timeout: 60_000,
    });
    expect(stdout.trim().split('\n')).toEqual(['201', '200']);
  }, 60_000);

  it('keeps from the world what is meant for the services and for who runs them', async () => {
    for (const path of ['/metrics', '/internal/v1/snapshots', '/health/ready'])
      expect((await fetch(edge.url + path)).status).toBe(404);
  });

  it('writes no token to its log', async () => {
    const cashier = await Api.as(edge.url, 'cashier');
    await cashier.get('/api/v1/online/orders/');
    const log = await edge.log();
    expect(log).toContain('/api/v1/online/orders/');
    expect(log).not.toMatch(/eyJ|Bearer/);
  });

  it('fails its health check once it is gone', async () => {
    await edge.kill();
    expect(await passes('edge')).toBe(false);
  });
});
