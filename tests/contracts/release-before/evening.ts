import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { chainStart, hashOf, type HashedRow, requestHash, secretHash, trackingToken } from './hashes.ts';

/*
 * One evening of the release before: what it was asked, and what of that lay in its tables in the end, when
 * nothing had left the outbox yet. It is told with two differences. It ended a moment ago, whenever it is
 * told: links, keys and sessions have an age. And its secrets are new each time: the files hold none.
 * Its ids stay, though a time is in them: nobody reads it there.
 */

const time = z.iso.datetime();
const bytes = z
  .string()
  .startsWith('\\x')
  .transform((hex) => Buffer.from(hex.slice(2), 'hex'));
const asBytes = (buffer: Buffer): string => `\\x${buffer.toString('hex')}`;

const tablesSchema = z.object({
  restaurants: z.array(z.looseObject({})),
  accounts: z.array(z.looseObject({ account_id: z.string(), username: z.string() })),
  devices: z.array(z.looseObject({ client_id: z.string() })),
  refresh_tokens: z.array(z.looseObject({ account_id: z.string() })),
  secrets: z.array(z.looseObject({ name: z.string() })),
  orders: z.array(z.looseObject({ order_id: z.string(), link_generation: z.number() })),
  order_contacts: z.array(z.looseObject({})),
  order_history: z.array(z.looseObject({ order_id: z.string() })),
  order_texts: z.array(z.looseObject({})),
  outbox: z.array(z.looseObject({ value: z.looseObject({}), created_at: time })),
  idempotency_keys: z.array(z.looseObject({ key: z.string(), request_hash: z.string() })),
});
type Tables = z.infer<typeof tablesSchema>;

const answerSchema = z.object({ order_id: z.string(), version: z.number(), result: z.string().optional() });
const requestSchema = z.object({
  as: z.string(),
  path: z.string(),
  key: z.string(),
  body: z.record(z.string(), z.unknown()),
  answer: answerSchema,
});
export type AnsweredRequest = z.infer<typeof requestSchema>;

const askedSchema = z.object({
  orders: z.record(z.enum(['delivery', 'pickup', 'dineIn', 'own', 'cancelled']), z.string()),
  requests: z.array(requestSchema),
  batch: z.object({
    as: z.string(),
    updates: z.array(z.record(z.string(), z.unknown())),
    answers: z.array(answerSchema),
  }),
});
type Asked = z.infer<typeof askedSchema>;

interface Evening {
  readonly asked: Asked;
  readonly tables: Tables;
}

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** With each time in it so much later, in ms. */
const later = (text: string, by: number): string =>
  text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (at) =>
    new Date(Date.parse(at) + by).toISOString(),
  );

const evening = (by: number): Evening => ({
  asked: askedSchema.parse(JSON.parse(later(textOf('requests.json'), by))),
  tables: tablesSchema.parse(JSON.parse(later(textOf('rows.json'), by))),
});

/** As it was, with the hashes of that release. */
export const recorded = evening(0);

/** With the hashes that cover a time made again, as that release would have made them. */
export function rehashed({ asked, tables }: Evening): Evening {
  const heads = new Map<string, Buffer>();
  const order_history = tables.order_history.map((row) => {
    const previousHash = heads.get(row.order_id) ?? chainStart;
    const hash = hashOf(hashedRowSchema.parse(row), previousHash);
    heads.set(row.order_id, hash);
    return { ...row, previous_hash: asBytes(previousHash), hash: asBytes(hash) };
  });
  const orders = tables.orders.map((order) => {
    const head = heads.get(order.order_id);
    return { ...order, ...(head && { head_hash: asBytes(head) }) };
  });
  const bodies = new Map(asked.requests.map(({ key, body }) => [key, body]));
  const idempotency_keys = tables.idempotency_keys.map((row) => {
    const body = bodies.get(row.key);
    return body && 'occurred_at' in body ? { ...row, request_hash: asBytes(requestHash(body)) } : row;
  });
  return { asked, tables: { ...tables, orders, order_history, idempotency_keys } };
}

const inMs = time.transform((at) => Date.parse(at));
const hashedRowSchema = z
  .object({
    actor_id: z.string(),
    corrects: z.number().nullable(),
    event_id: z.string(),
    from_status: z.string().nullable(),
    minutes: z.number().nullable(),
    occurred_at: inMs,
    order_id: z.string(),
    ready_from: inMs.nullable(),
    ready_to: inMs.nullable(),
    reason: z.string().nullable(),
    recorded_at: inMs,
    restaurant_id: z.string(),
    role: z.string(),
    status: z.string(),
    text_digest: bytes.nullable(),
    type: z.string(),
    version: z.number(),
  })
  .transform((row): HashedRow => ({
    actorId: row.actor_id,
    corrects: row.corrects,
    eventId: row.event_id,
    fromStatus: row.from_status,
    minutes: row.minutes,
    occurredAt: row.occurred_at,
    orderId: row.order_id,
    readyFrom: row.ready_from,
    readyTo: row.ready_to,
    reason: row.reason,
    recordedAt: row.recorded_at,
    restaurantId: row.restaurant_id,
    role: row.role,
    status: row.status,
    text: row.text_digest?.toString('hex') ?? null,
    type: row.type,
    version: row.version,
  }));

const lastWritten = Math.max(...recorded.tables.outbox.map(({ created_at }) => Date.parse(created_at)));
const { asked, tables } = rehashed(evening(Date.now() - lastWritten));

const newSecret = (): string => randomBytes(32).toString('base64url');
const usernames = new Map(tables.accounts.map(({ account_id, username }) => [account_id, username]));
const refreshTokens = tables.refresh_tokens.map((row) => ({ row, token: newSecret() }));
const clientSecret = newSecret();
const linkSecret = randomBytes(32);

function linkOf(order: keyof Asked['orders']): string {
  const orderId = asked.orders[order];
  const { link_generation: generation = NaN } = tables.orders.find((row) => row.order_id === orderId) ?? {};
  return trackingToken(linkSecret, orderId, generation);
}

/** In the form of that release, and of no password that anyone knows. */
function hashOfNoPassword(): string {
  const [salt, hash] = [16, 32].map((size) => randomBytes(size).toString('base64').replace(/=+$/, ''));
  return `$argon2id$v=19$m=19456,t=2,p=1$${String(salt)}$${String(hash)}`;
}

/** What it was asked for, and what it answered: its rows are of these. */
export const past = {
  ...asked,
  /** Refresh tokens, by the demo account. */
  sessions: Object.fromEntries(
    refreshTokens.map(({ row, token }) => [usernames.get(row.account_id)?.split('@')[0], token]),
  ) as Readonly<Record<string, string>>,
  device: { client_id: tables.devices[0]?.client_id ?? '', client_secret: clientSecret },
  /** Tracking tokens. */
  links: { delivery: linkOf('delivery'), dineIn: linkOf('dineIn') },
};

/** Its rows by table, each table after those that it refers to. */
export const rows: Readonly<Record<keyof Tables, readonly Readonly<Record<string, unknown>>[]>> = {
  ...tables,
  accounts: tables.accounts.map((row) => ({ ...row, password_hash: hashOfNoPassword() })),
  devices: tables.devices.map((row) => ({ ...row, secret_hash: secretHash(clientSecret).toString('hex') })),
  refresh_tokens: refreshTokens.map(({ row, token }) => ({ ...row, token_hash: asBytes(secretHash(token)) })),
  secrets: tables.secrets.map((row) => ({
    ...row,
    value: asBytes(row.name === 'tracking-links' ? linkSecret : randomBytes(32)),
  })),
  outbox: tables.outbox.map((row) => ({ ...row, value: JSON.stringify(row.value) })),
};
