import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Cast, askers, type Asker, type Trio } from '../access/cast.ts';
import { seedOfThisRun } from '../faults/seeded.ts';
import type { Answer } from '../support/api.ts';
import { answerChecks } from './answer-checks.ts';
import { World } from './contract-world.ts';
import { type ApiDocument, type Operation, operationsOf, readDocument } from './operations.ts';
import { bodyOf, valueOf } from './wild-values.ts';

const triesPerOperation = 100;

interface Try {
  readonly asker: Asker;
  readonly id: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly ifMatch: string | null;
  readonly key: string | null;
}

let world: World;
let cast: Cast;
let trio: Trio;
let document: ApiDocument;
let operations: ReadonlyMap<string, Operation>;
/** Of people and devices that are there. */
let known: readonly string[];
let ids: readonly string[];

// The names are needed before anything runs; that they are all of the document's is the first test.
const names = [
  'GET /.well-known/jwks.json',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/password',
  'POST /api/v1/auth/logout',
  'POST /api/v1/auth/token',
  'GET /api/v1/online/orders',
  'POST /api/v1/online/orders',
  'GET /api/v1/online/orders/history',
  'GET /api/v1/online/orders/{id}',
  'GET /api/v1/online/orders/{id}/status',
  'POST /api/v1/online/orders/{id}/update-status',
  'POST /api/v1/online/orders/update-status',
  'POST /api/v1/online/orders/{id}/recall',
  'POST /api/v1/online/orders/{id}/delay',
  'POST /api/v1/online/orders/{id}/cancel',
  'POST /api/v1/online/orders/{id}/amend',
  'POST /api/v1/online/orders/{id}/link',
  'DELETE /api/v1/online/orders/{id}/link',
  'POST /api/v1/online/orders/{id}/feedback',
  'GET /api/v1/online/orders/{id}/feedback',
  'GET /api/v1/online/orders/{id}/link.svg',
  'GET /api/v1/staff',
  'POST /api/v1/staff',
  'PATCH /api/v1/staff/{id}',
  'POST /api/v1/staff/{id}/reset-password',
  'GET /api/v1/devices',
  'POST /api/v1/devices',
  'POST /api/v1/devices/{id}/rotate',
  'DELETE /api/v1/devices/{id}',
  'GET /api/v1/analytics/summary',
  'GET /api/v1/analytics/stages',
  'GET /api/v1/analytics/promises',
  'GET /api/v1/analytics/hours',
  'GET /api/v1/analytics/reasons',
  'GET /api/v1/analytics/feedback',
  'GET /api/v1/me',
  'GET /api/v1/restaurant',
  'PATCH /api/v1/restaurant',
  'GET /api/v1/customers/me/export',
  'PATCH /api/v1/customers/me',
  'DELETE /api/v1/customers/me',
  'POST /api/v1/customers',
  'POST /api/v1/customers/resend',
  'POST /api/v1/customers/confirm',
  'POST /api/v1/customers/forgot-password',
  'POST /api/v1/customers/reset-password',
  'POST /api/v1/sms/inbound',
  'POST /api/v1/sms/status',
  'GET /api/v1/restaurant/pace',
  'PUT /api/v1/restaurant/pace',
  'GET /api/v1/restaurant/tables',
  'PUT /api/v1/restaurant/tables',
  'GET /api/v1/restaurant/tables/{label}/entry',
  'GET /api/v1/restaurant/tables/{label}/entry.svg',
  'POST /api/v1/restaurant/tables/renew',
  'POST /api/v1/tables/enter',
];

beforeAll(async () => {
  world = await World.open();
  await world.holdTimers();
  cast = await Cast.of(world.url);
  trio = await cast.trio();
  document = await readDocument(world.url);
  operations = new Map(operationsOf(document).map((operation) => [operation.name, operation]));
  const admin = cast.as('admin', trio.own);
  const hired = await admin.post('/api/v1/staff', {
    username: `${randomUUID()}@example.test`,
    name: 'Kim',
    role: 'kitchen',
  });
  const till = await admin.post('/api/v1/devices', { name: 'Till', scopes: ['orders:read'] });
  known = [(hired.body as { user_id: string }).user_id, (till.body as { device_id: string }).device_id];
});
beforeEach(async () => {
  // A restaurant that was paused at random takes no orders.
  await world.rows("UPDATE passline.restaurants SET pace = NULL, policies = '{}'");
  trio = await cast.trio();
  await cast.move(trio, 'own', 'confirmed');
  ids = [trio.own.order_id, trio.others.order_id, trio.foreign.order_id, ...known];
});
afterAll(() => world.close());

/** Whose secrets and signatures nobody guesses. */
const neverSucceed = [
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/password',
  'POST /api/v1/auth/token',
  'DELETE /api/v1/customers/me',
  'POST /api/v1/customers/confirm',
  'POST /api/v1/customers/reset-password',
  'POST /api/v1/sms/inbound',
  'POST /api/v1/sms/status',
  'POST /api/v1/tables/enter',
];
const takesForm = (name: string): boolean =>
  name === 'POST /api/v1/auth/token' || name.startsWith('POST /api/v1/sms/');

const isOfApi = ({ path }: Operation): boolean =>
  path.startsWith('/api/') || path.startsWith('/.well-known/');

const isFeedback = (path: string): boolean => path.endsWith('/feedback');

/** Nothing is said of an order before the customer has it. */
async function haveEaten(): Promise<void> {
  for (const status of ['ready', 'out_for_delivery', 'delivered'])
    await cast.as('admin', trio.own).move(trio.own.order_id, status);
  await cast
    .as('customer', trio.own)
    .post(`/api/v1/online/orders/${trio.own.order_id}/feedback/`, { rating: 3 });
}

const fittingId = (path: string): string =>
  (path.includes('/staff') ? known[0] : path.includes('/devices') ? known[1] : trio.own.order_id) ?? '';

function tryOf({ body, query, name, path }: Operation): fc.Arbitrary<Try> {
  const values = Object.fromEntries(
    query.map((parameter) => [
      parameter,
      fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, valueOf(parameter)),
    ]),
  );
  // An account that erases itself asks no more.
  const erases = name === 'DELETE /api/v1/customers/me';
  const whoAsks = askers.filter((asker) => !erases || asker !== 'customer');
  const isCustomers = name === 'POST /api/v1/online/orders/{id}/feedback' || path.endsWith('/customers/me');
  const whoMay: Asker = isCustomers && !erases ? 'customer' : 'admin';
  return fc.record({
    asker: fc.oneof(fc.constant(whoMay), fc.constantFrom(...whoAsks)),
    id: fc.oneof(
      { weight: 6, arbitrary: fc.constant(fittingId(path)) },
      { weight: 2, arbitrary: fc.constantFrom(...ids) },
      fc.uuid(),
      fc.webSegment({ size: 'small' }).filter((text) => text !== '' && text !== '.' && text !== '..'),
    ),
    query: fc.record(values),
    body: body === undefined ? fc.constant(undefined) : bodyOf(document, body, ids),
    ifMatch: fc.oneof(
      { weight: 6, arbitrary: fc.constant(null) },
      fc.nat(9).map((version) => `"${String(version)}"`),
      fc.string({ unit: 'grapheme-ascii' }),
    ),
    key: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      fc.constantFrom('a', 'b', 'c'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
    ),
  });
}

async function send({ method, path, name }: Operation, attempt: Try): Promise<Answer> {
  const api = cast.as(attempt.asker, trio.own);
  const query = new URLSearchParams(
    Object.entries(attempt.query).flatMap(([parameter, value]) =>
      value === undefined ? [] : [[parameter, value] as [string, string]],
    ),
  ).toString();
  const headers = {
    ...(attempt.ifMatch === null ? {} : { 'if-match': attempt.ifMatch.trim() }),
    ...(attempt.key === null ? {} : { 'idempotency-key': attempt.key.trim() }),
  };
  // By a function: `$` means something in a text that is put in.
  const target = path.replace(/\{\w+\}/, () => attempt.id) + (query === '' ? '' : `?${query}`);
  if (takesForm(name))
    return api.sendForm(
      target,
      new URLSearchParams(
        Object.entries(attempt.body ?? {}).map(
          ([field, value]) => [field, asText(value)] as [string, string],
        ),
      ),
      headers,
    );
  return api.send(method, target, method === 'GET' ? undefined : attempt.body, headers);
}

/** A field of a form is text, and an object may have its own idea of what becomes of it as one. */
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Each write gives a row another xmin, which takes a fraction of the time to read that its content does. */
const whichRows = "concat(count(*), ' ', sum(hashtextextended(t.xmin::text, 0)))";
/** Without what says when a device was last seen and a request was taken, which a refusal may write. */
const whatRow = "(to_jsonb(t) - 'last_seen_at' - 'taken_at')::text";
const whatRows = `md5(string_agg(${whatRow}, '' ORDER BY ${whatRow}))`;
const kept = {
  feedback: whichRows,
  timers: whichRows,
  board_notices: whichRows,
  orders: whichRows,
  order_history: whichRows,
  order_contacts: whichRows,
  order_texts: whichRows,
  idempotency_keys: whichRows,
  restaurants: whichRows,
  accounts: whichRows,
  devices: whatRows,
  account_requests: whatRows,
};

/** What no refused request may change. */
async function state(): Promise<string> {
  const sums = Object.entries(kept).map(
    ([table, look]) => `(SELECT ${look} FROM passline.${table} t) AS ${table}`,
  );
  return JSON.stringify(await world.rows(`SELECT ${sums.join(', ')}`));
}

describe(`Requests made up at random from the API's own document (SEED=${String(seedOfThisRun)})`, () => {
  it('are made for every operation', () => {
    expect(
      [...operations.values()]
        .filter(isOfApi)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
  });

  it('would be found out by: a status, a media type or a body that is not described', async () => {
    const operation = operations.get('GET /api/v1/restaurant');
    if (operation === undefined) throw new Error('it is not in the document');
    const faultOf = answerChecks(document, operation);
    const good = await cast.as('admin', trio.own).get('/api/v1/restaurant');
    expect(faultOf(good)).toBeNull();
    expect(faultOf({ ...good, status: 418 })).toMatch(/^418 is not described/);
    expect(faultOf({ ...good, status: 500 })).toMatch(/^500 is not described/);
    expect(faultOf({ ...good, headers: new Headers({ 'content-type': 'text/html' }) })).toMatch(
      /came as "text\/html"/,
    );
    expect(faultOf({ ...good, body: { ...(good.body as object), currency: 5 } })).toMatch(
      /currency must be string/,
    );
  });

  it('would be found out by: a row that a refusal wrote, save for when a device was last seen', async () => {
    const write = async (text: string): Promise<boolean> => {
      const before = await state();
      await world.rows(text);
      return (await state()) !== before;
    };
    expect(await write('UPDATE passline.orders SET notes = notes')).toBe(true);
    expect(await write("UPDATE passline.devices SET name = name || '!'")).toBe(true);
    expect(await write('UPDATE passline.devices SET last_seen_at = now()')).toBe(false);
  });

  it.each(names)(
    '%s: no failure of ours, no answer that the document does not describe, and nothing changed by a refusal',
    async (name) => {
      const operation = operations.get(name);
      if (operation === undefined) throw new Error(`${name} is not in the document`);
      if (isFeedback(operation.path)) await haveEaten();
      const faultOf = answerChecks(document, operation);
      let before = await state();
      let succeeded = false;
      const property = fc.asyncProperty(tryOf(operation), async (attempt) => {
        const answer = await send(operation, attempt);
        succeeded ||= answer.status < 300;
        const after = await state();
        const changed = after !== before;
        before = after;
        if (answer.status >= 400 && changed)
          throw new Error(
            `${String(answer.status)}, and yet something changed: ${JSON.stringify(answer.body)}`,
          );
        const fault = faultOf(answer);
        if (fault !== null) throw new Error(fault);
      });
      await fc.assert(property, { numRuns: triesPerOperation, seed: seedOfThisRun, endOnFailure: true });
      expect([name, succeeded]).toEqual([name, !neverSucceed.includes(name)]);
    },
  );
});
