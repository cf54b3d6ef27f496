import { importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { orders, World } from './contract-world.ts';
import { type ApiDocument, type Operation, operationsOf, readDocument } from './operations.ts';

/**
 * The calls for POS systems and pages, each with the statuses of refusals that its documentation has to name.
 */
const promised: Readonly<Record<string, readonly number[]>> = {
  [`POST ${orders}`]: [400, 401, 403, 409, 413, 415, 422],
  [`GET ${orders}`]: [400, 401, 403],
  [`GET ${orders}/history`]: [400, 401, 403],
  [`GET ${orders}/{id}`]: [400, 401, 403, 404],
  [`GET ${orders}/{id}/status`]: [304, 400, 401, 403, 404],
  [`POST ${orders}/{id}/update-status`]: [400, 401, 403, 404, 409, 412, 413, 415, 422],
  [`POST ${orders}/update-status`]: [400, 401, 403, 413, 415],
  [`POST ${orders}/{id}/recall`]: [400, 401, 403, 404, 409, 412, 413, 415, 422],
  [`POST ${orders}/{id}/delay`]: [400, 401, 403, 404, 409, 412, 413, 415, 422],
  [`POST ${orders}/{id}/cancel`]: [400, 401, 403, 404, 409, 412, 413, 415, 422],
  'POST /api/v1/auth/login': [400, 401, 413, 415],
  'POST /api/v1/auth/refresh': [400, 401, 413, 415],
  'POST /api/v1/auth/token': [400, 401, 429, 503],
  'POST /api/v1/auth/logout': [400, 413, 415],
  'GET /api/v1/staff': [400, 401, 403],
  'POST /api/v1/staff': [400, 401, 403, 409, 413, 415],
  'PATCH /api/v1/staff/{id}': [400, 401, 403, 404, 409, 413, 415],
  'GET /api/v1/devices': [400, 401, 403],
  'POST /api/v1/devices': [400, 401, 403, 413, 415],
  'DELETE /api/v1/devices/{id}': [400, 401, 403, 404],
  'GET /api/v1/me': [401, 403],
  'GET /api/v1/restaurant': [401, 403],
  'GET /api/v1/restaurant/tables': [401, 403],
  'PUT /api/v1/restaurant/tables': [400, 401, 403, 413, 415],
  'PATCH /api/v1/restaurant': [400, 401, 403, 413, 415],
  [`DELETE ${orders}/{id}/link`]: [400, 401, 403, 404],
  [`GET ${orders}/{id}/link.svg`]: [400, 401, 403, 404],
  'GET /api/v1/customers/me/export': [401, 403],
  'PATCH /api/v1/customers/me': [400, 401, 403, 413, 415],
  'POST /api/v1/customers': [400, 413, 415],
  'POST /api/v1/customers/confirm': [400, 403, 404, 409, 413, 415, 429],
  'POST /api/v1/customers/resend': [400, 413, 415],
  'POST /api/v1/customers/forgot-password': [400, 413, 415],
  'POST /api/v1/customers/reset-password': [400, 404, 413, 415],
};

/** Whom nobody asks for a token: those who want one, or an account. */
const isOpen = (name: string): boolean =>
  name.includes('/auth/') || (name.startsWith('POST') && name.includes('/customers'));

/** The token endpoint refuses as OAuth has it. */
const refusalType = (name: string): string =>
  name.endsWith('/auth/token') ? 'application/json' : 'application/problem+json';

let world: World;
let document: ApiDocument;
let operations: readonly Operation[];
beforeAll(async () => {
  world = await World.open();
  document = await readDocument(world.url);
  operations = operationsOf(document);
});
afterAll(() => world.close());

/** Every object inside, with the path to it. */
function* objectsIn(
  value: unknown,
  path = '#',
): Generator<readonly [path: string, object: Readonly<Record<string, unknown>>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value))
    yield* objectsIn(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

const pointedAt = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (inner, key) =>
        (inner as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

describe('/api/openapi.json', () => {
  it('is an OpenAPI 3 document whose references all lead somewhere', () => {
    expect(document.openapi).toMatch(/^3\.[01]\.\d+$/);
    const dead = [...objectsIn(document)]
      .filter(
        ([, { $ref }]) =>
          typeof $ref === 'string' && (!$ref.startsWith('#/') || pointedAt($ref) === undefined),
      )
      .map(([path]) => path);
    expect(dead).toEqual([]);
  });

  it('speaks the JSON Schema of its version', () => {
    if (!document.openapi.startsWith('3.0')) return expect(document.openapi).toMatch(/^3\.1/);
    const later = [
      'const',
      'prefixItems',
      '$schema',
      'propertyNames',
      'patternProperties',
      'if',
      'contains',
      '$defs',
      'examples',
    ];
    const schemas = [...objectsIn(document)].filter(
      ([path]) => /\/schemas?\/|\/schema$/.test(path) && !path.endsWith('/properties'),
    );
    const faults = schemas.flatMap(([path, schema]) => [
      ...later.filter((word) => word in schema).map((word) => `${path}: ${word}`),
      ...(Array.isArray(schema['type']) || schema['type'] === 'null'
        ? [`${path}: type ${JSON.stringify(schema['type'])}`]
        : []),
      ...(['exclusiveMinimum', 'exclusiveMaximum'].some((word) => typeof schema[word] === 'number')
        ? [`${path}: exclusive bound is a number`]
        : []),
      ...(schema['type'] === 'array' && !('items' in schema) ? [`${path}: array without items`] : []),
    ]);
    expect(faults).toEqual([]);
  });

  it('declares every parameter of every path once, and the path’s own as required', () => {
    const faults: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const parameters = operation.parameters ?? [];
        const inPath = parameters.filter((parameter) => parameter.in === 'path');
        const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        if (JSON.stringify(inPath.map(({ name }) => name).sort()) !== JSON.stringify(names.sort()))
          faults.push(`${method} ${path}: its path’s parameters are others`);
        if (inPath.some(({ required }) => required !== true))
          faults.push(`${method} ${path}: a parameter of the path may be left out`);
        if (new Set(parameters.map(({ name, in: place }) => `${place} ${name}`)).size !== parameters.length)
          faults.push(`${method} ${path}: a parameter stands twice`);
        if (parameters.some(({ schema }) => schema === undefined))
          faults.push(`${method} ${path}: a parameter without a schema`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('gives every operation a name of its own, and an answer', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect([ids.includes(undefined), new Set(ids).size]).toEqual([false, ids.length]);
    for (const { name, responses } of operations)
      expect([name, Object.keys(responses).some((status) => /^2\d\d$/.test(status))]).toEqual([name, true]);
  });

  it.each(Object.entries(promised))('documents %s with its refusals', (name, refusals) => {
    const operation = operations.find((each) => each.name === name);
    expect(operation).toBeDefined();
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(refusals.map(String)));
    expect(operation?.secured).toBe(!isOpen(name));
    if (name.startsWith('POST')) expect(operation?.body).toBeDefined();
  });

  it('says of every refusal that it is a problem, in its own media type', () => {
    const refusals = operations.flatMap(({ name, responses }) =>
      Object.entries(responses)
        .filter(([status]) => /^[45]/.test(status))
        .map(([status, { content }]) => [name, status, Object.keys(content ?? {})] as const),
    );
    expect(refusals.length).toBeGreaterThan(40);
    expect(
      refusals
        .filter(([name, , types]) => types.join() !== refusalType(name))
        .map(([name, status, types]) => `${name} ${status}: ${types.join()}`),
    ).toEqual([]);
  });

  it('names the headers of a change', () => {
    for (const name of ['update-status', 'recall', 'delay', 'cancel']) {
      expect(operations.find(({ path }) => path === `${orders}/{id}/${name}`)?.headers).toEqual(
        expect.arrayContaining(['if-match', 'idempotency-key']),
      );
    }
    expect(operations.find((each) => each.name === `POST ${orders}`)?.headers).toContain('idempotency-key');
    expect([...(operations.find((each) => each.name === `GET ${orders}`)?.query ?? [])].sort()).toEqual([
      'cursor',
      'external_id',
      'fulfilment',
      'limit',
      'status',
      'updated_after',
    ]);
  });

  it('keeps what is only between the services to itself', () => {
    expect(Object.keys(document.paths).filter((path) => path.includes('internal'))).toEqual([]);
  });
});

describe('What a service says of itself', () => {
  const read = async (path: string): Promise<{ response: Response; text: string }> => {
    const response = await fetch(world.url + path);
    return { response, text: await response.text() };
  };

  it('is readable for people at /api/docs', async () => {
    const { response, text } = await read('/api/docs');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
    expect(text).toMatch(/swagger/i);
  });

  it.each(['/health/live', '/health/ready'])('is "ok" at %s', async (path) => {
    const { response, text } = await read(path);
    expect([response.status, JSON.parse(text)]).toEqual([200, { status: 'ok' }]);
  });

  it('counts what is refused by its code, and what waits in the outbox', async () => {
    const refused = async (): Promise<number> =>
      Number(
        /^passline_refusals_total\{code="not_found"\} (\d+)$/m.exec((await read('/metrics')).text)?.[1] ?? 0,
      );
    const before = await refused();
    await read('/there-is-nothing-here');
    expect(await refused()).toBe(before + 1);
    await eventually(
      async () => /^passline_outbox_depth 0$/m.test((await read('/metrics')).text),
      'an empty outbox in the figures',
    );
  });

  it('is counted at /metrics in the format of Prometheus', async () => {
    const { response, text } = await read('/metrics');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/plain/),
    ]);
    const lines = text
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#') && line !== '');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines)
      expect(line).toMatch(/^[a-zA-Z_:][\w:]*(\{.*\})? (-?[\d.]+(e[+-]?\d+)?|NaN|[+-]Inf)( \d+)?$/i);
  });

  it('shows public keys alone, and they are those that its tokens are signed with', async () => {
    const { response, text } = await read('/.well-known/jwks.json');
    const { keys } = JSON.parse(text) as { keys: Record<string, string>[] };
    expect([response.status, keys.length]).toEqual([200, expect.any(Number)]);
    for (const key of keys) {
      expect(key).toMatchObject({
        kty: 'EC',
        crv: 'P-256',
        alg: 'ES256',
        use: 'sig',
        kid: expect.any(String),
      });
      expect(
        Object.keys(key).filter((member) => ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].includes(member)),
      ).toEqual([]);
    }
    const { token = '' }: Api = await world.as('cashier');
    const { payload } = await jwtVerify(token, ({ kid }) =>
      importJWK(keys.find((key) => key['kid'] === kid) ?? {}, 'ES256'),
    );
    expect(payload).toMatchObject({ use: 'access', role: 'cashier', aud: 'passline', iss: 'passline' });
  });

  it('follows a trace that the caller has begun', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const response = await fetch(`${world.url}/nothing`, {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(await response.json()).toMatchObject({ trace_id: traceId });
  });

  it('counts what it refuses and what it did', async () => {
    const before = (await read('/metrics')).text;
    await (await world.as('cashier')).place();
    await eventually(async () => (await read('/metrics')).text !== before, 'the figures to move');
  });
});
