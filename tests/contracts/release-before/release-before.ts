import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import type { TestDatabase } from '../../support/postgres.ts';
import { rows } from './evening.ts';
import { chainStart, hashOf, type HashedRow, textDigest } from './hashes.ts';

/*
 * A service of the release before, as far as PostgreSQL knows it: its schema, its rows, and what it sends,
 * word for word. None of it is made of what this release has.
 */

const fileOf = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

const statements = new Map(
  fileOf('statements.sql')
    .split('-- name: ')
    .slice(1)
    .map((each) => {
      const [name = '', ...text] = each.split('\n');
      return [name, text.join('\n').trim().replace(/;$/, '')] as const;
    }),
);

export const restaurantId = '0190a000-0000-7000-8000-000000000001';
const device = '01a22e54-d5a3-731a-8c73-7a5d2034ecc0';

/** Leaves a database as it left it at the end of its evening, a moment ago. */
export async function layDown({ adminUrl }: TestDatabase): Promise<void> {
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  try {
    await owner.query(fileOf('schema.sql'));
    for (const [table, written] of Object.entries(rows)) {
      const columns = Object.keys(written[0] ?? {}).join(', ');
      await owner.query(
        `INSERT INTO passline.${table} (${columns})
         SELECT ${columns} FROM json_populate_recordset(NULL::passline.${table}, $1)`,
        [JSON.stringify(written)],
      );
    }
  } finally {
    await owner.end();
  }
}

/** An order as far as it has brought it. */
export interface PastOrder {
  readonly orderId: string;
  readonly version: number;
  readonly status: string;
  readonly hash: Buffer;
}

/** What differs from one row of its history to another. */
interface PastRow {
  readonly orderId: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly fromStatus: string | null;
  readonly status: string;
  readonly role: string;
  readonly at: number;
  readonly textDigest: Buffer | null;
}

function hashedRow({ at, textDigest: text, ...row }: PastRow): HashedRow {
  const plain = { ...row, restaurantId, actorId: device, corrects: null, minutes: null, reason: null };
  const times = { occurredAt: at, recordedAt: at, readyFrom: null, readyTo: null };
  return { ...plain, ...times, text: text?.toString('hex') ?? null };
}

const way = ['pending', 'confirmed', 'preparing', 'cooking', 'ready', 'completed'] as const;
const kinds = ['pickup', 'delivery', 'dine_in'] as const;

/** A service of the release before that is still at work. */
export class ReleaseBefore {
  readonly #pool: pg.Pool;
  /** What it has written since. */
  readonly placed: PastOrder[] = [];
  moves = 0;

  constructor({ serviceUrl }: TestDatabase) {
    this.#pool = new pg.Pool({ connectionString: serviceUrl, max: 4 });
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  /** One order, from its placing to its end, with all that is read meanwhile. */
  async serve(): Promise<void> {
    let order = await this.place(null);
    for (const status of way.slice(1)) order = await this.move(order, status);
    await this.read(order);
  }

  async place(externalId: string | null): Promise<PastOrder> {
    const [orderId, at] = [newId(), Date.now()];
    const row = {
      orderId,
      version: 1,
      eventId: newId(),
      type: 'placed',
      fromStatus: null,
      status: 'pending',
    };
    const first: PastRow = { ...row, role: 'device', at, textDigest: null };
    const [start, now] = [chainStart, new Date(at)];
    const hash = hashOf(hashedRow(first), start);
    const kind = kinds[this.placed.length % kinds.length]!;
    await this.#together(async (send) => {
      const [number] = await send('next_number', [restaurantId]);
      const orderNumber = `ONLINE-${String(number?.['last_order_number']).padStart(6, '0')}`;
      // prettier-ignore
      await send('insert_order', [
        orderId, restaurantId, orderNumber, kind, 'pending', 1, 1, null, externalId,
        '[{"name":"Tea","quantity":2,"unit_price":500}]', '1000', 'PHP', null, 20, null, null, now, now, null, hash, 1,
      ]);
      // prettier-ignore
      await send('insert_history', [
        orderId, 1, restaurantId, first.eventId, 'placed', null, 'pending', null, null, null, 'device', device,
        now, now, null, null, null, start, hash,
      ]);
      await send('insert_outgoing', [restaurantId, orderId, ...event(first)]);
      await send('insert_contact', [orderId, restaurantId, 'Ana', 'ana@example.test', null, 'en', null]);
      await send('insert_key', [randomBytes(32), newId(), restaurantId, start, orderId, 1, 'applied', now]);
    });
    const order = { orderId, version: 1, status: 'pending', hash };
    this.placed.push(order);
    return order;
  }

  /** In one statement: the order, its history with its text, the event that leaves and the caller's key. */
  async move(order: PastOrder, status: string): Promise<PastOrder> {
    const { orderId, version, status: fromStatus, hash: previousHash } = order;
    const [at, salt] = [Date.now(), randomBytes(16)];
    const row = {
      orderId,
      version: version + 1,
      eventId: newId(),
      type: 'status_changed',
      fromStatus,
      status,
    };
    const next: PastRow = { ...row, role: 'device', at, textDigest: textDigest(salt, 'Soon', '') };
    const hash = hashOf(hashedRow(next), previousHash);
    const endedAt = status === 'completed' ? new Date(at) : null;
    // prettier-ignore
    const values = [
      orderId, version, next.type, status, null, null, null, 'device', device, new Date(at), new Date(at), null, null,
      next.textDigest, previousHash, hash, 'Soon', '', ...event(next), endedAt, 20, next.eventId, fromStatus, salt,
      randomBytes(32), newId(), previousHash,
    ];
    const [written] = await this.#together((send) => send('write_change', values));
    if (written?.['version'] !== version + 1) throw new Error(`${orderId} was not moved to ${status}`);
    this.moves += 1;
    return { orderId, version: version + 1, status, hash };
  }

  /** As it does for a change, a page and a list. */
  async read({ orderId, version, status }: PastOrder): Promise<void> {
    const nothing = randomBytes(32);
    const [found] = await this.#together((send) => send('read_order_with_key', [orderId, nothing, 'none']));
    if (found?.['version'] !== version || found['status'] !== status)
      throw new Error(`${orderId} is read as ${JSON.stringify(found)}`);
    await this.#together((send) => send('read_contacts', [[orderId]]));
    const all = [null, null, null, null, null, null, 21];
    await this.#together((send) => send('open_orders_of_restaurant', all));
    await this.#together((send) => send('read_key', [nothing, 'none']), 'SET LOCAL ROLE passline_lookup');
  }

  async #together<T>(
    work: (send: (name: string, values: readonly unknown[]) => Promise<Row[]>) => Promise<T>,
    scope = `SELECT set_config('app.restaurant_id', '${restaurantId}', true)`,
  ): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(scope);
      const done = await work(async (name, values) => {
        const text = statements.get(name) ?? '';
        return (await client.query<Row>({ name, text, values: [...values] })).rows;
      });
      await client.query('COMMIT');
      return done;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }
}

type Row = Readonly<Record<string, unknown>>;

/** The headers and the value of the event that leaves. */
function event({ orderId, version, eventId, type, fromStatus, status, at }: PastRow): [object, string] {
  const time = new Date(at).toISOString();
  const headers = {
    ce_specversion: '1.0',
    ce_id: eventId,
    ce_type: `passline.order.${type}.v1`,
    ce_source: '/passline/orders',
    ce_subject: orderId,
    ce_time: time,
    'content-type': 'application/json',
  };
  const told = { order_id: orderId, restaurant_id: restaurantId, order_number: 'ONLINE-000009' };
  const moved = { fulfilment: 'pickup', version, from: fromStatus, status, at: time, role: 'device' };
  const value = { ...told, ...moved, reason: null, notes: '', corrects: null, estimate: null };
  return [headers, JSON.stringify(value)];
}
