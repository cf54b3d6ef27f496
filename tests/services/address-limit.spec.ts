import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/passline.ts';
import { createDatabase, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { Providers } from '../support/providers.ts';
import { ServiceProcess } from '../support/service-process.ts';
import { figure } from './read-metrics.ts';

// The notifier alone, as a process: it serves webhooks before Kafka or orders are there.
let postgres: TestPostgres;
let providers: Providers;
let notifier: ServiceProcess;

beforeAll(async () => {
  [postgres, providers] = await Promise.all([startPostgres(), Providers.start()]);
  const database = await createDatabase(postgres.adminUrl);
  const nowhere = `127.0.0.1:${String(await freePort())}`;
  notifier = await ServiceProcess.of('notifier', {
    ...providers.settings,
    KAFKA_BROKERS: nowhere,
    ORDERS_URL: `http://${nowhere}`,
    SERVICE_CLIENT_ID: 'passline',
    SERVICE_CLIENT_SECRET: 'the secret that the tests share',
    DATABASE_URL: database.serviceUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
    TRUST_PROXY: 'loopback',
    RATE_LIMITS: 'address=10',
    LOG_LEVEL: 'silent',
  });
  notifier.launch();
  await eventually(
    () => fetch(`${notifier.url}/health/live`).then(({ ok }) => ok),
    'the notifier to live',
    60_000,
  );
}, 120_000);

afterAll(async () => {
  await notifier.end('SIGKILL');
  await providers.down();
  await postgres.stop();
});

const knock = (address: string): Promise<Response> =>
  fetch(`${notifier.url}/api/v1/sms/status`, {
    method: 'POST',
    headers: { 'x-forwarded-for': address },
    body: new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'delivered' }),
  });

describe('Whoever floods the notifier’s webhooks from one address', () => {
  it('is refused with the time to wait, and counted; from elsewhere, and to those who watch over it, it answers as ever', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => knock('203.0.113.7')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403, 429]));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(20);
    expect(problemSchema.parse(await refused[0]?.json())).toMatchObject({
      code: 'too_many_requests',
      detail: expect.stringMatching(/^Too many requests from this address: wait \d+ s/),
    });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await figure(notifier.url, 'passline_refusals_total', { code: 'too_many_requests' })).toBe(
      refused.length,
    );
    expect((await knock('203.0.113.8')).status).toBe(403);
    const watched = await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(`${notifier.url}/health/live`, { headers: { 'x-forwarded-for': '203.0.113.7' } }),
      ),
    );
    expect(new Set(watched.map(({ status }) => status))).toEqual(new Set([200]));
    await eventually(
      async () => (await knock('203.0.113.7')).status === 403,
      'the address to be served again',
    );
  });
});
