import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { orders, refusal, World } from './contract-world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const headersOf = async (path: string, init: RequestInit = {}): Promise<Headers> =>
  (await fetch(world.url + path, init)).headers;

describe('Every answer', () => {
  it.each([
    '/api/v1/nothing',
    orders,
    '/api/openapi.json',
    '/.well-known/jwks.json',
    '/health/ready',
    '/metrics',
    '/',
    '/t',
    '/board',
    '/orders',
    '/sw.js',
    '/api/docs',
    '/mailbox',
    '/assets/nothing',
  ])(
    'of %s tells a browser to guess no type, to say nowhere where it came from, and to frame nothing',
    async (path) => {
      const headers = await headersOf(path);
      expect([
        headers.get('x-content-type-options'),
        headers.get('referrer-policy'),
        headers.get('x-frame-options'),
        headers.get('x-powered-by'),
        headers.get('server'),
      ]).toEqual(['nosniff', 'no-referrer', 'DENY', null, null]);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:/);
    },
  );

  it('of the service worker is asked for anew each time, and is a script', async () => {
    const headers = await headersOf('/sw.js');
    expect([headers.get('cache-control'), headers.get('content-type')]).toEqual([
      'no-cache',
      expect.stringMatching(/^(text|application)\/javascript/),
    ]);
    for (const path of ['/sw.js', '/t', '/board'])
      expect((await headersOf(path)).get('content-security-policy')).toMatch(
        /manifest-src 'self'; worker-src 'self'/,
      );
  });

  it('lets a document of the API do nothing at all', async () => {
    expect((await headersOf(`${orders}/x`)).get('content-security-policy')).toBe(
      "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    );
  });

  it('may be read by pages of other origins where it could be before', async () => {
    const headers = await headersOf(`${orders}/0190a000-0000-7000-8000-000000000001/status/`, {
      headers: { origin: 'https://a-restaurant.example' },
    });
    expect(headers.get('access-control-allow-origin')).toBe('https://a-restaurant.example');
  });
});

/** What is answered to bytes, before the connection is closed. */
async function answerTo(bytes: string): Promise<{ status: number; type: string; body: unknown }> {
  const { hostname, port } = new URL(world.url);
  const socket = connect({ host: hostname, port: Number(port) });
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part)).on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    type: /content-type: (\S+)/i.exec(head)?.[1] ?? '',
    body: JSON.parse(body),
  };
}

describe('A service without limits', () => {
  it('tells of none', async () => {
    for (const path of [orders, '/api/v1/nothing', '/health/live']) {
      const headers = await headersOf(path);
      expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([null, null]);
    }
  });
});

describe('A request that is too much', () => {
  it('for its path and query is refused with 400', async () => {
    const answer = await new Api(world.url).get(`${orders}?cursor=${'x'.repeat(5_000)}`);
    expect([answer.status, refusal(answer).code]).toEqual([400, 'invalid_request']);
  });

  it.each([
    [
      'for its headers',
      413,
      'too_large',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Much: ${'x'.repeat(40_000)}\r\n\r\n`,
    ],
    ['for any reader, since it is no HTTP', 400, 'invalid_request', 'HELO example.test\r\n\r\n'],
  ])('%s is refused with %d, as a problem too', async (_why, status, code, bytes) => {
    const answer = await answerTo(bytes);
    expect([answer.status, answer.type, problemSchema.parse(answer.body).code]).toEqual([
      status,
      'application/problem+json;',
      code,
    ]);
  });

  it('for its body is refused with 413', async () => {
    const cashier = await world.as('cashier');
    expect(refusal(await cashier.post(orders, { notes: 'x'.repeat(300_000) })).code).toBe('too_large');
  });
});
