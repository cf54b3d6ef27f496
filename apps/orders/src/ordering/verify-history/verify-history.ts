import { availableParallelism } from 'node:os';
import { type Sql, sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../../platform/index.ts';
import { type Finding, findingsIn } from './findings-of.ts';
import { ordersSince, type ProvenHead } from './proven-head.ts';
import { type Proof, proveOrders } from './prove-orders.ts';

export interface Verdict {
  readonly orders: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
  /** From where to go on the next time; null where something was found, or nothing was proven. */
  readonly head: ProvenHead | null;
}

export interface VerifyOptions {
  /** Only orders of which something was recorded since; all without it. */
  readonly since?: ProvenHead | undefined;
  /** Hears how many orders are done. */
  readonly onProgress?: ((orders: number) => void) | undefined;
}

type Asked = Pick<Database, 'asRole' | 'snapshotAs'>;

/** Orders that are read at one moment. */
const page = 1_000;
/** Pages that are read at once: PostgreSQL has more to do with each than we, and does each in a process. */
const lanes = Math.max(2, Math.min(8, availableParallelism()));
/** Longer than a change may take from its record to its commit, and than our clocks may differ; in ms. */
const settledAfter = 60_000;

/**
 * Walks the chain of every order and names each row that is not as it was written. A page is read as it was
 * at one moment, so that a change which is made meanwhile is not taken for a row too many.
 * @throws HeadLostError
 */
export async function verifyHistory(
  database: Asked,
  { since, onProgress }: VerifyOptions = {},
): Promise<Verdict> {
  const until = (await databaseTime(database)) - settledAfter;
  const pages = since === undefined ? allPages(database) : pagesOf(await ordersSince(database, since));
  const verdict = new Sum(onProgress);
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for await (const which of pages) verdict.add(await verifyPage(database, which, until));
    }),
  );
  return verdict.of();
}

/** By the clock of the database, in ms. */
async function databaseTime(database: Asked): Promise<number> {
  const [row] = await database.asRole<{ now: Date }>(NarrowRole.Verify, sql`SELECT now()`);
  return row?.now.getTime() ?? 0;
}

async function* allPages(database: Asked): AsyncGenerator<Sql> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const [end] = await database.asRole<{ id: string }>(
      NarrowRole.Verify,
      sql`SELECT id FROM (SELECT order_id AS id FROM passline.orders WHERE order_id > ${last}
        ORDER BY order_id LIMIT ${page}) AS orders ORDER BY id DESC LIMIT 1`,
    );
    if (end === undefined) return;
    yield sql`order_id > ${last} AND order_id <= ${end.id}`;
    last = end.id;
  }
}

function* pagesOf(orderIds: readonly string[]): Generator<Sql> {
  for (let from = 0; from < orderIds.length; from += page)
    yield sql`order_id = ANY (${orderIds.slice(from, from + page)}::uuid[])`;
}

type Page = Omit<Proof, 'doubtful'> & Pick<Verdict, 'findings'>;

const verifyPage = (database: Asked, which: Sql, until: number): Promise<Page> =>
  database.snapshotAs(NarrowRole.Verify, async (transaction) => {
    const { doubtful, ...proof } = await proveOrders(transaction, which, until);
    return { ...proof, findings: await findingsIn(transaction, doubtful) };
  });

/** What all pages come to, in whichever order they are done. */
class Sum {
  #orders = 0;
  #entries = 0;
  #newest: ProvenHead | null = null;
  readonly #findings: Finding[] = [];

  constructor(private readonly onProgress: VerifyOptions['onProgress']) {}

  add({ orders, entries, findings, newest }: Page): void {
    this.#orders += orders;
    this.#entries += entries;
    this.#findings.push(...findings);
    if (newest !== null && newest.at > (this.#newest?.at ?? -Infinity)) this.#newest = newest;
    this.onProgress?.(this.#orders);
  }

  of(): Verdict {
    const findings = this.#findings.toSorted((one, other) => compare(one.orderId, other.orderId));
    return {
      orders: this.#orders,
      entries: this.#entries,
      findings,
      head: findings.length === 0 ? this.#newest : null,
    };
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
