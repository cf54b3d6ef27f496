import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceTokenSchema } from '#libs/contracts';
import type { Answer } from '../support/api.ts';
import { oauthRefusal, World } from './contract-world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  const { session } = await world.as('manager');
  await world.rows(
    `INSERT INTO passline.devices (device_id, restaurant_id, name, client_id, secret_hash, scopes)
     VALUES ($1, $2, 'Till', 'till', $3, '{orders:read,status:write}')`,
    [randomUUID(), session?.user.restaurant_id, createHash('sha256').update('a:+ %41é').digest('hex')],
  );
});
afterAll(() => world.close());

const form = 'application/x-www-form-urlencoded';
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const inBasicEscaped = basic(`till:${encodeURIComponent('a:+ %41é')}`);
const inForm = new URLSearchParams({ client_id: 'till', client_secret: 'a:+ %41é' }).toString();
const grant = 'grant_type=client_credentials';

async function ask(
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${world.url}/api/v1/auth/token`, {
    method: 'POST',
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    headers: { 'content-type': form, ...headers },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe('The token endpoint', () => {
  it.each([
    ['the form', `${grant}&${inForm}`, {}],
    [
      'a Basic header whose parts are form-encoded, as RFC 6749 wants it',
      grant,
      { authorization: inBasicEscaped },
    ],
    [
      'both with one client_id, the secret in one place',
      `${grant}&client_id=till`,
      { authorization: inBasicEscaped },
    ],
    ['a form that says its charset', `${grant}&${inForm}`, { 'content-type': `${form}; Charset="UTF-8"` }],
    ['a form with a byte order mark and what nobody knows', `\ufeff${grant}&${inForm}&resource=x`, {}],
    ['an empty scope, which is none', `${grant}&${inForm}&scope=`, {}],
    ['scopes with too much room between them', `${grant}&${inForm}&scope=orders:read++status:write`, {}],
  ])('gives a token by %s, kept by nobody', async (_, body, headers) => {
    const answer = await ask(body, headers);
    expect(deviceTokenSchema.parse(answer.body).scope.split(' ').sort()).toEqual([
      'orders:read',
      'status:write',
    ]);
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('pragma')]).toEqual([
      200,
      'no-store',
      'no-cache',
    ]);
  });

  it.each<
    [
      why: string,
      error: string,
      body: string | Uint8Array<ArrayBuffer> | null,
      headers?: Record<string, string>,
    ]
  >([
    ['no body at all', 'invalid_request', null],
    ['an empty form', 'invalid_request', ''],
    ['no grant_type', 'invalid_request', inForm],
    ['an empty grant_type', 'invalid_request', `grant_type=&${inForm}`],
    ['grant_type twice', 'invalid_request', `${grant}&${grant}&${inForm}`],
    ['client_id twice', 'invalid_request', `${grant}&${inForm}&client_id=till`],
    ['scope twice', 'invalid_request', `${grant}&${inForm}&scope=orders:read&scope=orders:read`],
    ['what nobody knows, twice', 'invalid_request', `${grant}&${inForm}&resource=x&resource=y`],
    ['another grant', 'unsupported_grant_type', `grant_type=password&${inForm}`],
    ['another grant in other letters', 'unsupported_grant_type', `grant_type=Client_Credentials&${inForm}`],
    ['nobody', 'invalid_client', grant],
    ['no secret', 'invalid_client', `${grant}&client_id=till`],
    ['a wrong secret', 'invalid_client', `${grant}&client_id=till&client_secret=guess`],
    ['a wrong secret in Basic', 'invalid_client', grant, { authorization: basic('till:guess') }],
    ['a Basic header without a colon', 'invalid_client', grant, { authorization: basic('till') }],
    [
      'a Basic header that is no base64',
      'invalid_client',
      `${grant}&${inForm}`,
      { authorization: 'Basic ***' },
    ],
    ['a bare "Basic"', 'invalid_client', `${grant}&${inForm}`, { authorization: 'Basic' }],
    ['a secret in both places', 'invalid_request', `${grant}&${inForm}`, { authorization: inBasicEscaped }],
    ['two clients', 'invalid_request', `${grant}&client_id=tablet`, { authorization: inBasicEscaped }],
    ['a scope that the device does not have', 'invalid_scope', `${grant}&${inForm}&scope=orders:write`],
    [
      'a scope that does not exist, "quoted" and past ASCII',
      'invalid_scope',
      `${grant}&${inForm}&scope=%22é%5C`,
    ],
    [
      'JSON',
      'invalid_request',
      JSON.stringify({ grant_type: 'client_credentials' }),
      { 'content-type': 'application/json' },
    ],
    ['JSON that is none', 'invalid_request', '{', { 'content-type': 'application/json' }],
    ['plain text', 'invalid_request', `${grant}&${inForm}`, { 'content-type': 'text/plain' }],
    ['a type that is none', 'invalid_request', `${grant}&${inForm}`, { 'content-type': 'garbage' }],
    ['a multipart form', 'invalid_request', 'x', { 'content-type': 'multipart/form-data; boundary=x' }],
    [
      'another charset',
      'invalid_request',
      `${grant}&${inForm}`,
      { 'content-type': `${form}; charset=latin1` },
    ],
    ['bytes that are not UTF-8', 'invalid_request', Uint8Array.of(...Buffer.from(`${grant}&scope=`), 0xe9)],
    ['escapes that are not UTF-8', 'invalid_request', `${grant}&${inForm}&scope=%E9`],
    ['a prototype', 'invalid_client', `${grant}&__proto__=x&constructor=y`],
    ['257 kB', 'invalid_request', `${grant}&scope=${'x'.repeat(257 * 1_024)}`],
    [
      'a client_id that is too long',
      'invalid_request',
      `${grant}&client_id=${'x'.repeat(300)}&client_secret=x`,
    ],
  ])('refuses %s as %s', async (_, error, body, headers = {}) => {
    const answer = await ask(body, headers);
    expect([answer.status, oauthRefusal(answer).error]).toEqual([
      error === 'invalid_client' ? 401 : 400,
      error,
    ]);
  });

  it('says the same of a client that it does not know and of a wrong secret', async () => {
    const [unknown, wrong] = [
      await ask(`${grant}&client_id=nobody&client_secret=x`),
      await ask(`${grant}&client_id=till&client_secret=x`),
    ];
    expect(unknown.body).toEqual(wrong.body);
  });
});

describe('An answer with a token or a secret', () => {
  it('is kept by nobody', async () => {
    const manager = await world.as('manager');
    const device = await manager.post('/api/v1/devices', { name: 'Till', scopes: ['orders:read'] });
    const { device_id } = device.body as { device_id: string };
    const answers = [
      await manager.post('/api/v1/auth/login', { username: 'cashier@demo.test', password: 'guess' }),
      await manager.post('/api/v1/auth/refresh', { refresh_token: 'guess' }),
      await manager.post('/api/v1/auth/refresh', { refresh_token: manager.session?.refresh_token }),
      device,
      await manager.post(`/api/v1/devices/${device_id}/rotate`),
      await manager.post('/api/v1/staff', {
        username: `${randomUUID()}@example.test`,
        name: 'Nina New',
        role: 'cashier',
      }),
      await manager.get('/api/v1/staff'),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual(
      [401, 401, 200, 201, 200, 201, 200].map((status) => [status, 'no-store']),
    );
  });
});
