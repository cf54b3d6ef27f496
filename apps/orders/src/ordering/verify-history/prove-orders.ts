import { hash } from 'node:crypto';
import { list, raw, type Sql, sql } from '#libs/postgres';
import type { Transaction } from '../../platform/index.ts';
import { chainStart, textDigest } from '../order/model/history-hash.ts';
import { historyColumns } from '../order/model/history-row.ts';
import type { ProvenHead } from './proven-head.ts';

/** What was found out about some orders at a glance. */
export interface Proof {
  readonly orders: number;
  readonly entries: number;
  /** Orders that are not as they were written, or of which only a closer look can tell. */
  readonly doubtful: readonly string[];
  /** The newest entry of those that were recorded in time. */
  readonly newest: ProvenHead | null;
}

/**
 * Walks the chains of some orders, and is quick about it: PostgreSQL writes each entry out as its hash covers
 * it, and here it is hashed. What a hash covers is for `hashOf` alone to say: an order whose hashes come out
 * otherwise is only doubtful.
 * @param which a condition on `order_id`
 * @param until up to which moment an entry can be the newest that is proven, in ms
 */
export async function proveOrders(transaction: Transaction, which: Sql, until: number): Promise<Proof> {
  const orders = await rawRows<RawOrder>(transaction, orderStatement(which));
  const entries = await rawRows<RawEntry>(transaction, entryStatement(which));
  const texts = await rawRows<RawText>(transaction, textStatement(which));
  const changed = new Set(texts.filter((text) => !isIntact(text)).map(([orderId]) => orderId));
  const chains = new ChainWalk(entries, until);
  const doubtful = orders.filter((order) => !chains.leadTo(order) || changed.has(order[0]));
  const ids = doubtful.map(([orderId]) => orderId);
  return { orders: orders.length, entries: entries.length, doubtful: ids, newest: chains.newest };
}

// Rows as PostgreSQL writes them: no object is made of each, and nothing is parsed.
type RawOrder = readonly [orderId: string, version: string, status: string, headHash: string];
type RawEntry = readonly [
  orderId: string,
  version: string,
  status: string,
  recordedAt: string,
  previousHash: string,
  hash: string,
  covered: string,
];
type RawText = readonly [orderId: string, salt: string, notes: string, internalNotes: string, digest: string];

const asWritten = { getTypeParser: () => (value: string) => value };

function rawRows<Row extends readonly string[]>(
  transaction: Transaction,
  { text, values }: Sql,
): Promise<Row[]> {
  // Without a name: the plan is made for these orders.
  const statement = { text, values, rowMode: 'array', types: asWritten };
  return transaction.query<Row>(statement);
}

const orderStatement = (which: Sql): Sql =>
  sql`SELECT order_id, version, status, head_hash FROM passline.orders WHERE ${which} ORDER BY order_id`;

/** As in the hash, and in its order; of numbers it is said that they are. */
const covered: readonly (readonly [name: string, column: string, isNumber?: true])[] = [
  ['actorId', '"actorId"'],
  ['corrects', 'corrects', true],
  ['eventId', '"eventId"'],
  ['fromStatus', '"fromStatus"'],
  ['minutes', 'minutes', true],
  ['occurredAt', '"occurredAt"', true],
  ['orderId', '"orderId"'],
  ['readyFrom', '"readyFrom"', true],
  ['readyTo', '"readyTo"', true],
  ['reason', 'reason'],
  ['recordedAt', '"recordedAt"', true],
  ['restaurantId', '"restaurantId"'],
  ['role', 'role'],
  ['status', 'status'],
  ['text', `encode("textDigest", 'hex')`],
  ['type', 'type'],
  ['version', 'version', true],
];

const pair = (name: string, column: string, quote: string): string =>
  `COALESCE('["${name}",${quote}' || ${column} || '${quote}]', '["${name}",null]')`;

/** No other entry comes to the same text: each name stands in it once, whatever is written in a column. */
const coveredText = raw(
  [
    `'[' || ${covered.map(([name, column, isNumber]) => pair(name, column, isNumber ? '' : '"')).join(` || ',' || `)}`,
    `CASE type WHEN 'amended' THEN ',["chain",2],["amendment",' || COALESCE(amendment::text, 'null') || ']' ELSE '' END`,
    `CASE WHEN basis IS NULL THEN '' ELSE ',["promise",["' || basis || '",' || ${['"arrivesFrom"', '"arrivesTo"', '"acceptBy"'].map((column) => `COALESCE(${column}::text, 'null')`).join(` || ',' || `)} || ']]' END`,
    `']'`,
  ].join(' || '),
);
const entryColumns = list([
  ...['"orderId"', 'version', 'status', '"recordedAt"', '"previousHash"', 'hash'].map(raw),
  coveredText,
]);

const entryStatement = (which: Sql): Sql =>
  sql`SELECT ${entryColumns}
    FROM (SELECT ${historyColumns.selected()} FROM passline.order_history WHERE ${which}) AS entry
    ORDER BY "orderId", version`;

/** Each text that was not erased, with the digest that stands for it in the chain. */
const textStatement = (which: Sql): Sql =>
  sql`SELECT order_id, encode(salt, 'hex'), notes, internal_notes, encode(h.text_digest, 'hex')
    FROM (SELECT * FROM passline.order_texts WHERE ${which}) AS t
    JOIN passline.order_history h USING (order_id, version)`;

const isIntact = ([, salt, notes, internalNotes, digest]: RawText): boolean =>
  textDigest(Buffer.from(salt, 'hex'), notes, internalNotes).toString('hex') === digest;

/** Goes through the entries of orders, both sorted by the order and the version. */
class ChainWalk {
  newest: ProvenHead | null = null;
  #at = 0;

  constructor(
    private readonly entries: readonly RawEntry[],
    private readonly until: number,
  ) {}

  /** Whether the entries of the next order are whole, and lead to how it stands. */
  leadTo([orderId, version, status, headHash]: RawOrder): boolean {
    let isWhole = true;
    let [length, hash, stands] = [0, firstPrevious, null as string | null];
    for (let entry = this.#next(orderId); entry !== undefined; entry = this.#next(orderId)) {
      const [, number, itsStatus, , previousHash, itsHash, text] = entry;
      length += 1;
      isWhole &&= number === String(length) && previousHash === hash && itsHash === chained(hash, text);
      [hash, stands] = [itsHash, itsStatus];
      this.#note(entry);
    }
    return isWhole && version === String(length) && headHash === hash && status === stands;
  }

  /** The next entry of the order, if there is one. */
  #next(orderId: string): RawEntry | undefined {
    const entry = this.entries[this.#at];
    if (entry?.[0] !== orderId) return undefined;
    this.#at += 1;
    return entry;
  }

  #note([orderId, version, , recordedAt, , hash]: RawEntry): void {
    const at = Number(recordedAt);
    if (at > this.until || at <= (this.newest?.at ?? -Infinity)) return;
    this.newest = { at, orderId, version: Number(version), hash: hash.slice(2) };
  }
}

/** As PostgreSQL writes a `bytea`. */
const written = (bytes: string): string => `\\x${bytes}`;
const firstPrevious = written(chainStart.toString('hex'));

const hashBytes = chainStart.length;
/** Used again and again: to make a buffer for each entry would cost more than its hash. */
let scratch = Buffer.alloc(4_096);

/** The hash of an entry that follows on another. @param previous that one's hash, as PostgreSQL writes it */
function chained(previous: string, text: string): string {
  const most = hashBytes + 3 * text.length;
  if (most > scratch.length) scratch = Buffer.alloc(2 * most);
  scratch.write(previous.slice(2), 'hex');
  const length = scratch.write(text, hashBytes);
  return written(hash('sha256', scratch.subarray(0, hashBytes + length), 'hex'));
}
