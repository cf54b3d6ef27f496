import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '../support/api.ts';
import { orders, World } from './contract-world.ts';
import {
  type ApiDocument,
  type JsonSchema,
  type Operation,
  operationsOf,
  readDocument,
  resolved,
} from './operations.ts';

/** What is compared letter by letter, by whoever sent it or by us. */
const exact = [
  'username',
  'password',
  'old_password',
  'new_password',
  'refresh_token',
  'token',
  'code',
  'external_id',
  'idempotency_key',
  'status',
];
/** What has a form of its own, and is brought into it or refused. */
const formed = ['email', 'phone', 'locale', 'currency', 'timezone'];

/** Marks that turn what follows, and controls, in and around two words. */
const dirty = (mark: string): string => ` \u202E${mark}\u0007\u2066 twice\u2069\u0085\u202C `;
const clean = (mark: string): string => `${mark}  twice`;
const marks = '[\u202A-\u202E\u2066-\u2069\u0001-\u0009\u000B-\u001F\u007F-\u009F]';

type Path = readonly (string | number)[];

/** Each text of a body that people write as they like: of no form, and none of a few words. */
function freeTexts(document: ApiDocument, schema: JsonSchema, path: Path = []): Path[] {
  const real = resolved(document, schema);
  const [either] = (real['anyOf'] ?? []) as JsonSchema[];
  if (either !== undefined) return freeTexts(document, either, path);
  if (real.properties !== undefined)
    return Object.entries(real.properties).flatMap(([name, member]) =>
      [...exact, ...formed].includes(name) ? [] : freeTexts(document, member, [...path, name]),
    );
  if (real.type === 'array') return freeTexts(document, real.items ?? {}, [...path, 0]);
  const isFree = real.type === 'string' && real.enum === undefined && real.format === undefined;
  return isFree && real['const'] === undefined && real['pattern'] === undefined ? [path] : [];
}

/** A body that has the text there, and beside it no more than it needs. */
function withText(body: unknown, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) return text;
  const within = (body ?? (typeof step === 'number' ? [] : {})) as Record<string | number, unknown>;
  const changed = withText(within[step], rest, text);
  return Array.isArray(within) ? within.with(0, changed) : { ...within, [step]: changed };
}

let world: World;
let admin: Api;
let document: ApiDocument;
beforeAll(async () => {
  world = await World.open();
  admin = await world.as('admin');
  document = await readDocument(world.url);
});
afterAll(() => world.close());

const item = { name: 'Tea', quantity: 1 };
const email = (): string => `${randomUUID()}@example.test`;
/** What each of them needs beside the text. */
const needed: Readonly<Record<string, (orderId: string) => unknown>> = {
  [`POST ${orders}`]: () => ({
    fulfilment: 'pickup',
    items: [{ ...item, modifiers: [{ name: 'Milk' }], allergens: ['milk'] }],
    adjustments: [{ kind: 'tip', amount: 1 }],
  }),
  [`POST ${orders}/{id}/update-status`]: () => ({ status: 'ready' }),
  [`POST ${orders}/update-status`]: (order_id) => ({
    updates: [{ order_id, status: 'ready', idempotency_key: randomUUID() }],
  }),
  [`POST ${orders}/{id}/recall`]: () => ({ reason: 'mistake' }),
  [`POST ${orders}/{id}/delay`]: () => ({ reason: 'busy', minutes: 5 }),
  [`POST ${orders}/{id}/cancel`]: () => ({ reason: 'sold_out' }),
  [`POST ${orders}/{id}/amend`]: () => ({ adjustments: [{ kind: 'tip', amount: 1 }] }),
  'POST /api/v1/staff': () => ({ username: email(), name: 'Kim', role: 'kitchen' }),
  'PATCH /api/v1/staff/{id}': () => ({}),
  'POST /api/v1/devices': () => ({ name: 'Till', scopes: ['orders:read'] }),
  'PATCH /api/v1/restaurant': () => ({}),
  'PATCH /api/v1/customers/me': () => ({}),
  'POST /api/v1/customers': () => ({ username: email(), name: 'Ana', password: randomUUID() }),
  'PUT /api/v1/restaurant/tables': () => ({ labels: ['7'] }),
  'PUT /api/v1/restaurant/pace': () => ({ mode: 'busy' }),
  [`POST ${orders}/{id}/feedback`]: () => ({ rating: 5 }),
};

async function idFor({ path }: Operation): Promise<string> {
  if (path.includes('/staff')) {
    const { body } = await admin.post('/api/v1/staff', { username: email(), name: 'Kim', role: 'kitchen' });
    return (body as { user_id: string }).user_id;
  }
  const isEaten = path.endsWith('/feedback');
  const { order_id } = await (isEaten ? await world.as('customer') : admin).place({ fulfilment: 'pickup' });
  await admin.move(order_id, isEaten ? 'ready' : 'confirmed');
  return order_id;
}

/** Who writes there: staff, save of what only customers write. */
const writerOf = ({ path }: Operation): Promise<Api> =>
  /\/(customers\/me|feedback)$/.test(path) ? world.as('customer') : Promise.resolve(admin);

/** Every row of every table in which a text stands. */
async function rowsWith(pattern: string): Promise<string[]> {
  const tables = await world.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'passline' AND table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await world.rows<{ row: string }>(
      `SELECT (SELECT string_agg(value, ' ') FROM jsonb_each_text(to_jsonb(t) - 'value' - 'headers')) AS row
        FROM passline.${name} t`,
    );
    found.push(
      ...rows.filter(({ row }) => new RegExp(pattern).test(row)).map(({ row }) => `${name}: ${row}`),
    );
  }
  return found;
}

const bothHandlings: readonly Readonly<Record<string, string>>[] = [{}, { prefer: 'handling=strict' }];

describe('What people write for people to read', () => {
  const written = (): readonly (readonly [Operation, Path])[] =>
    operationsOf(document).flatMap((operation) =>
      operation.body === undefined ||
      operation.path.includes('/sms/') ||
      operation.path.endsWith('/auth/token')
        ? []
        : freeTexts(document, operation.body).map((path) => [operation, path] as const),
    );

  it('is kept without what would change the text around it, whatever it is', async () => {
    const faults: string[] = [];
    for (const [operation, path] of written()) {
      const called = `${operation.name}: ${path.join('.')}`;
      const id = await idFor(operation);
      const mark = `M${randomUUID().slice(0, 4)}`;
      const body = withText(needed[operation.name]?.(id), path, dirty(mark));
      const api = await writerOf(operation);
      const { status, body: answer } = await api.send(
        operation.method,
        operation.path.replace('{id}', id),
        body,
      );
      const isKept = (await rowsWith(mark)).some((row) => row.includes(clean(mark)));
      if (status >= 300 || !isKept)
        faults.push(`${called} (${status}): ${JSON.stringify(answer).slice(0, 200)}`);
    }
    expect(faults).toEqual([]);
    expect(await rowsWith(marks)).toEqual([]);
  });

  it('is found in the document: these, and whatever joins them', () => {
    const named = written().map(([{ name }, path]) => `${name} ${path.join('.')}`);
    expect(named).toEqual(
      expect.arrayContaining([
        `POST ${orders} notes`,
        `POST ${orders} address`,
        `POST ${orders} items.0.notes`,
        `POST ${orders} items.0.modifiers.0.name`,
        `POST ${orders} customer.name`,
        `POST ${orders}/{id}/amend address`,
        `POST ${orders}/{id}/update-status internal_notes`,
        `POST ${orders}/update-status updates.0.notes`,
        `POST ${orders}/{id}/delay notes`,
        'PATCH /api/v1/restaurant address',
        `POST ${orders}/{id}/feedback comment`,
        'PUT /api/v1/restaurant/pace reason',
      ]),
    );
  });

  it.each(bothHandlings)('may have lines, and is no reason to refuse: %j', async (headers) => {
    const text = ' 4th floor\r\n\u202Ebell 7\u2028at the back ';
    const order = { fulfilment: 'delivery', items: [{ ...item, notes: text }], notes: text, address: text };
    const { status, body } = await admin.post(orders, order, headers);
    const kept = '4th floor\nbell 7\nat the back';
    expect(status).toBe(201);
    expect(body).toMatchObject({ notes: kept, address: kept, items: [{ notes: kept }] });
    expect(body).not.toHaveProperty('warnings');
  });

  it.each(bothHandlings)('is left out where nothing is left of it: %j', async (headers) => {
    const nothing = ' \u202E\u0007 ';
    const blank = { notes: nothing, address: nothing, table: nothing, display_number: nothing };
    const order = {
      fulfilment: 'pickup',
      items: [{ ...item, notes: nothing, station: nothing }],
      ...blank,
    };
    const { status, body } = await admin.post(orders, { ...order, customer: { name: nothing } }, headers);
    expect(status).toBe(201);
    expect(body).toMatchObject({ notes: null, address: null, table: null, customer: null });
    expect(body).not.toHaveProperty('items.0.notes');
    expect(body).not.toHaveProperty('items.0.station');
  });

  it('counts as many letters as are kept', async () => {
    const order = { fulfilment: 'pickup', items: [item] };
    const longest = 'x'.repeat(500);
    expect((await admin.post(orders, { ...order, notes: `\u202E ${longest} ` })).status).toBe(201);
    expect((await admin.post(orders, { ...order, notes: `${longest}x` })).status).toBe(400);
  });
});
