import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cleanText, internalPaths, previousPaths } from '#libs/contracts';
import { type Answer, type Api } from '../support/api.ts';
import { orders, oauthRefusal, refusal, World } from './contract-world.ts';
import {
  type ApiDocument,
  type Operation,
  operationsOf,
  readDocument,
  sampleOf,
  withEachMember,
} from './operations.ts';

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const badValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  'x'.repeat(100_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  '\u202egnp.exe',
  '💩'.repeat(300),
  "'; DROP TABLE passline.orders; --",
  '{{7*7}}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  [],
  [[]],
  [null],
  {},
  { toString: 'x' },
  { length: -1 },
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999-23:59',
  `2026-01-01T00:00:00.${'1'.repeat(300)}Z`,
];

const badQueries: readonly string[] = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%',
  '-1',
  '1.5',
  '1e99',
  'NaN',
  'null',
  '__proto__',
  'x'.repeat(5_000),
  '%F0%9F%92%A9',
  "'%20OR%201=1--",
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  `2026-01-01T00:00:00.${'1'.repeat(300)}Z`,
  base64(['0000-01-01T00:00:00.000Z', randomUUID()]),
  base64(['9999-99-99T00:00:00.000Z', 'x']),
  base64({}),
  base64([[]]),
];

const badIds = [
  'x',
  '1',
  '%00',
  '%ED%A0%80',
  '%2e%2e%2f',
  '%27%20OR%201=1--',
  '__proto__',
  'null',
  `${randomUUID()}x`,
  randomUUID().replaceAll('-', ''),
  '%F0%9F%92%A9',
  'x'.repeat(500),
  'x'.repeat(8_000),
];

const badBodies: readonly string[] = [
  '',
  '{',
  '}',
  '{"a":',
  "{'a':1}",
  'undefined',
  '\u0000',
  '{"a":1}{"b":2}',
  'null',
  'true',
  '5',
  '"text"',
  '[]',
  '[[]]',
  deep(100_000),
  `{"a":${deep(50_000)}}`,
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '\ufeff{',
  '{"a":"\\ud800"',
  '{"a":NaN}',
  '{"a":01}',
];

let world: World;
let admin: Api;
let document: ApiDocument;
let operations: readonly Operation[];
let orderId: string;

beforeAll(async () => {
  world = await World.open();
  await world.holdTimers();
  admin = await world.as('admin');
  document = await readDocument(world.url);
  operations = operationsOf(document);
  await renew();
});
afterAll(() => world.close());

async function renew(): Promise<void> {
  orderId = (await admin.place()).order_id;
  await admin.move(orderId, 'confirmed');
}

/** What must not have moved: rows of every table that a request could write to, and all versions. */
async function stateOfDatabase(): Promise<string> {
  const tables = [
    'orders',
    'order_history',
    'order_texts',
    'order_contacts',
    'idempotency_keys',
    'restaurants',
    'accounts',
    'devices',
    'refresh_tokens',
    'ended_sessions',
    'account_requests',
  ];
  const counts = tables.map((table) => `(SELECT count(*) FROM passline.${table}) AS ${table}`);
  return JSON.stringify(
    await world.rows(`SELECT ${counts.join(', ')}, (SELECT sum(version) FROM passline.orders) AS versions`),
  );
}

async function send(
  method: string,
  path: string,
  init: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const authorization = `Bearer ${admin.token ?? ''}`;
  const response = await fetch(world.url + path, {
    method,
    ...(init.body === undefined ? {} : { body: init.body }),
    headers: { authorization, 'content-type': 'application/json', ...init.headers },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

const pathOf = (operation: Operation, id = orderId): string => operation.path.replace(/\{\w+\}/g, () => id);
/** Values that fit; the old password does not, so that nobody's is changed. */
const known = (): Record<string, unknown> => ({
  order_id: orderId,
  scheduled_for: new Date(Date.now() + 60 * 60_000).toISOString(),
  until: new Date(Date.now() + 60 * 60_000).toISOString(),
  line: 1,
  status: 'cooking',
  reason: 'other',
  quantity: 1,
  email: 'a@example.test',
  phone: '+639171234567',
  locale: 'en',
  currency: 'PHP',
  restaurant_id: undefined,
  username: `${randomUUID()}@example.test`,
  password: randomUUID(),
  old_password: randomUUID(),
  new_password: randomUUID(),
  timezone: 'Asia/Manila',
  external_id: randomUUID(),
  idempotency_key: randomUUID(),
  occurred_at: new Date().toISOString(),
  expected_version: 2,
});
const feedback = `POST ${orders}/{id}/feedback`;
const sample = (operation: Operation): unknown => sampleOf(document, operation.body ?? {}, known());

/**
 * Sends each, and gathers what is wrong with its answer: a 5xx, an improper refusal, or a refusal that
 * changed something.
 */
async function faultsOf(
  tries: readonly (readonly [name: string, send: () => Promise<Answer>])[],
): Promise<string[]> {
  const faults: string[] = [];
  let before = await stateOfDatabase();
  for (const [name, ask] of tries) {
    const answer = await ask();
    const short = name.length > 120 ? `${name.slice(0, 120)}…` : name;
    if (answer.status >= 500) faults.push(`${short}: ${String(answer.status)}`);
    else if (answer.status >= 400) faults.push(...improper(short, answer));
    const after = await stateOfDatabase();
    if (answer.status >= 400 && after !== before)
      faults.push(`${short}: ${String(answer.status)}, and yet something changed`);
    if (answer.status < 400) await renew();
    before = answer.status < 400 ? await stateOfDatabase() : after;
  }
  return faults;
}

function improper(name: string, answer: Answer): string[] {
  try {
    if (name.includes(tokenPath)) oauthRefusal(answer);
    else refusal(answer);
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`];
  }
}

/** Every operation that takes a body, or would if one came. */
const changes = (): readonly Operation[] => operations.filter(({ method }) => method !== 'GET');
const tokenPath = '/api/v1/auth/token';
const takesForm = ({ path }: Operation): boolean => path === tokenPath || path.includes('/sms/');

describe('Whatever is sent, the answer is a proper one and nothing changes', () => {
  it('knows how a good request to every operation looks', async () => {
    const refused: string[] = [];
    for (const operation of changes().filter(({ secured }) => secured)) {
      await renew();
      const { status, body } = await send(operation.method, pathOf(operation), {
        body: JSON.stringify(sample(operation)),
      });
      if (status === 400) refused.push(`${operation.name}: ${JSON.stringify(body)}`);
    }
    expect(refused).toEqual([]);
    expect(operations.length).toBeGreaterThan(14);
  });

  it('a body that is no JSON, or not an object', async () => {
    const tries = changes().flatMap((operation) =>
      badBodies.map(
        (body) =>
          [
            `${operation.name} ${JSON.stringify(body)}`,
            () => send(operation.method, pathOf(operation), { body }),
          ] as const,
      ),
    );
    expect(await faultsOf(tries)).toEqual([]);
  });

  it.each(badValues.map((value) => [JSON.stringify(value).slice(0, 60), value] as const))(
    '%s in the place of every member of every body',
    async (_, value) => {
      const tries = changes().flatMap((operation) =>
        withEachMember(sample(operation), value).map(
          ([path], index) =>
            [
              `${operation.name} ${path}`,
              () => {
                const [, body] = withEachMember(sample(operation), value)[index] ?? [];
                return send(operation.method, pathOf(operation), { body: JSON.stringify(body) });
              },
            ] as const,
        ),
      );
      expect(await faultsOf(tries)).toEqual([]);
    },
  );

  it('text that is taken is given back as it was sent, cleaned of what nobody sees', async () => {
    for (const text of [
      'a',
      '💩',
      'ñandú',
      'a\u0301',
      '\u202egnp.exe',
      "'; DROP TABLE passline.orders; --",
      '<script>',
      '\\u0000',
      '"',
      '\n\t',
      '\ud800',
      'a\udc00b',
      '\u0000',
      '💩'.repeat(250),
    ]) {
      await renew();
      const answer = await admin.change(orderId, 'update-status', {
        status: 'cooking',
        notes: text,
        internal_notes: text,
      });
      if (answer.status === 400) expect(refusal(answer).code).toBe('invalid_request');
      else
        expect((await admin.snapshot(orderId)).status_history.at(-1)).toMatchObject({
          notes: cleanText(text),
          internal_notes: cleanText(text),
        });
    }
  });

  it('a bad value in the place of every query parameter, once or twice', async () => {
    const tries = operations.flatMap((operation) =>
      operation.query.flatMap((name) =>
        badQueries.flatMap((value) =>
          [`${name}=${value}`, `${name}[]=${value}`, `${name}=1&${name}=${value}`].map(
            (query) =>
              [
                `${operation.name} ?${query}`,
                () => send(operation.method, `${pathOf(operation)}?${query}`),
              ] as const,
          ),
        ),
      ),
    );
    expect(await faultsOf(tries)).toEqual([]);
  });

  it('an id that is none', async () => {
    const withId = operations.filter(({ path }) => path.includes('{'));
    const tries = withId.flatMap((operation) =>
      badIds.map(
        (id) =>
          [
            `${operation.name} ${id}`,
            () =>
              send(
                operation.method,
                pathOf(operation, id),
                operation.method === 'GET' ? {} : { body: JSON.stringify(sample(operation)) },
              ),
          ] as const,
      ),
    );
    expect(await faultsOf(tries)).toEqual([]);
    // Who says how an order was is its customer: staff are refused first.
    const judged = withId.filter(({ name, path }) => path.startsWith(orders) && name !== feedback);
    for (const operation of judged) {
      const answer = await send(
        operation.method,
        pathOf(operation, 'x'),
        operation.method === 'GET' ? {} : { body: JSON.stringify(sample(operation)) },
      );
      expect([operation.name, answer.status, refusal(answer).code]).toEqual([
        operation.name,
        400,
        'invalid_request',
      ]);
    }
  });

  it('a body of 257 kB is too large, one of 255 kB is not', async () => {
    for (const operation of changes().filter(({ path }) => path !== tokenPath)) {
      const answer = await send(operation.method, pathOf(operation), {
        body: JSON.stringify({ notes: 'x'.repeat(257 * 1_024) }),
      });
      expect([operation.name, answer.status, refusal(answer).code]).toEqual([
        operation.name,
        413,
        'too_large',
      ]);
      expect(
        (
          await send(operation.method, pathOf(operation), {
            body: JSON.stringify({ notes: 'x'.repeat(255 * 1_024) }),
          })
        ).status,
      ).not.toBe(413);
    }
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'garbage',
    '',
  ])('the content type "%s" is not JSON', async (type) => {
    const wrong: string[] = [];
    for (const operation of changes().filter((each) => !takesForm(each))) {
      const body = new TextEncoder().encode(JSON.stringify(sample(operation)));
      const answer = await send(operation.method, pathOf(operation), {
        body,
        headers: { 'content-type': type },
      });
      if (answer.status !== 415 || refusal(answer).code !== 'not_json')
        wrong.push(`${operation.name}: ${String(answer.status)}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['abc', '"abc"', '3x', '"-1"', '1.5', '""', '"1", "2"', '"\'1"'])(
    'the version %s in If-Match is none',
    async (version) => {
      const conditional = operations.filter(({ headers }) => headers.includes('if-match'));
      expect(conditional.length).toBeGreaterThanOrEqual(4);
      for (const operation of conditional) {
        const answer = await send(operation.method, pathOf(operation), {
          body: JSON.stringify(sample(operation)),
          headers: { 'if-match': version },
        });
        expect([operation.name, answer.status, refusal(answer).code]).toEqual([
          operation.name,
          400,
          'invalid_request',
        ]);
      }
    },
  );

  it.each([
    '/nothing',
    '/api',
    '/api/v1/online/order',
    '/api/v1/online/orders/x/y/z',
    '/api/v1//online/orders',
    '/.env',
    '/.git/config',
    '/assets/../package.json',
    '/assets/%2e%2e/t.html',
  ])('there is nothing at %s', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await send(method, path, method === 'GET' ? {} : { body: '{}' });
      expect([method, answer.status, refusal(answer).code]).toEqual([method, 404, 'not_found']);
    }
  });

  it.each(['%zz', '%E0%A4%A', '%', '%c0%ae'])('a path cannot be read with %s in it', async (part) => {
    for (const path of [`${orders}/${part}`, `${orders}/${part}/status/`, `/${part}`, `/assets/${part}`]) {
      const answer = await send('GET', path);
      expect([path, answer.status]).toEqual([path, part === '%c0%ae' ? answer.status : 400]);
      expect(improper(path, answer)).toEqual([]);
    }
  });

  it('the services’ own doors stay shut', async () => {
    const doors = [
      ['POST', internalPaths.guests],
      ['POST', internalPaths.snapshots],
      ['GET', `${internalPaths.boardOrders}/${orderId}`],
      ['GET', `${internalPaths.messageFacts}/${orderId}`],
      ['GET', internalPaths.endedSessions],
      ['GET', internalPaths.pendingTasks],
      ['POST', `${internalPaths.pendingTasks}/taken`],
      ['POST', `${internalPaths.accountEmails}/${orderId}`],
      ['GET', previousPaths.pendingTasks],
      ['POST', `${previousPaths.pendingTasks}/taken`],
      ['POST', `${previousPaths.accountEmails}/${orderId}`],
      ['GET', `${internalPaths.exports}/${orderId}`],
      ['POST', `${internalPaths.exports}/${orderId}`],
      ['GET', internalPaths.publicUrl],
      ['POST', internalPaths.lastRestaurants],
    ] as const;
    for (const [method, path] of doors) {
      for (const authorization of [
        `Bearer ${admin.token ?? ''}`,
        `Basic ${btoa('standalone:guess')}`,
        `Basic ${btoa(':')}`,
        'Basic %%%',
        'Basic',
      ]) {
        const answer = await send(method, path, {
          ...(method === 'POST' ? { body: '{}' } : {}),
          headers: { authorization },
        });
        expect([path, answer.status, refusal(answer).code]).toEqual([path, 401, 'unauthenticated']);
      }
    }
  });

  it('and after all that everything still works', async () => {
    await renew();
    expect((await admin.move(orderId, 'ready')).version).toBe(3);
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
    const [odd] = await world.rows<{ n: string }>(
      'SELECT count(*) AS n FROM passline.outbox WHERE parked_at IS NOT NULL',
    );
    expect(odd?.n).toBe('0');
  });
});
