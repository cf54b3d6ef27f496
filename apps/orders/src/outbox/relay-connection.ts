import pg from 'pg';
import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { orderEventsTopic } from '#libs/contracts';
import type { LogRecord } from '#libs/messaging';
import { pipelined, raw, roleScope, type RowOf, type Sql, sql } from '#libs/postgres';
import { NarrowRole, sessionOptions } from '../platform/index.ts';
import { outboxColumns } from './outbox-row.ts';

/** The channel on which other processes say that they committed something. */
export const outboxChannel = 'passline_outbox';

/** One relay works at a time, for all instances on one database. */
const relayLock = 7_277_002;

/** How often the holder gives a sign of life, and those behind it look for the lock, in ms. */
const beatEvery = 1_000;
/**
 * A look at the outbox takes the sign of life along that is due so many ms earlier or later: at rest one
 * round trip in a second does for both.
 */
const tolerance = 200;

/** A holder whose last sign of life is older has lost its place. */
const staleAfter = sql`interval '3 seconds'`;

/**
 * The outbox is full at one moment and empty at the next, so that what PostgreSQL believes of its size is
 * always wrong: it would read the whole table for a look, with all that was removed and not vacuumed yet. All
 * that is asked here goes by an index.
 */
const byIndex = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'sort']
  .map((way) => `SET enable_${way} = off`)
  .join('; ');

/** A row of the outbox, as the log takes it. */
export interface WaitingEvent {
  readonly id: string;
  readonly record: LogRecord;
}

const waitingColumns = outboxColumns.pick('id', 'orderId', 'headers', 'value');

/** The relay's own session: the lock that makes it the only one lives and dies with it. */
export class RelayConnection {
  #beating: NodeJS.Timeout | undefined;
  #beatAt = -Infinity;

  private constructor(private readonly client: pg.Client) {}

  /** @param events hears `wake` when another process committed, and `lost` when the session is gone */
  static async open(url: string, events: EventEmitter<{ wake: []; lost: [] }>): Promise<RelayConnection> {
    const client = new pg.Client({
      connectionString: url,
      ...sessionOptions,
      application_name: 'passline-relay',
    });
    client
      .on('error', () => events.emit('lost'))
      .on('end', () => events.emit('lost'))
      .on('notification', () => events.emit('wake'));
    await client.connect();
    await client.query(byIndex);
    await client.query(sql`LISTEN ${raw(outboxChannel)}`);
    return new RelayConnection(client);
  }

  /**
   * Waits for its turn, and ends a holder that gives no sign of life.
   * @returns false where it was over before
   */
  async standBy(over: AbortSignal): Promise<boolean> {
    while (!over.aborted && !(await this.#tryLock())) {
      await this.#endStaleHolder();
      await delay(beatEvery, undefined, { signal: over }).catch(() => undefined);
    }
    return !over.aborted;
  }

  /** Gives a sign of life now, and again and again. @returns ends that */
  async startBeating(): Promise<() => void> {
    await this.client.query(this.#beat());
    this.#beating = setTimeout(() => {
      this.client.query(this.#beat()).catch(() => undefined);
    }, beatEvery + tolerance);
    return () => {
      clearTimeout(this.#beating);
      this.#beating = undefined;
    };
  }

  /**
   * Removes what was published, and reads what waits, oldest first: one statement for both. Rows behind a
   * parked one of their order wait with it, as do those of the orders held back. Gives a sign of life where
   * one is due about now.
   */
  async next(
    published: readonly string[],
    limit: number,
    heldBack: readonly string[],
  ): Promise<WaitingEvent[]> {
    const rows = await this.#asRelay<RowOf<typeof waitingColumns>>(
      sql`WITH removed AS (DELETE FROM passline.outbox WHERE id = ANY (${published}::bigint[]))
        SELECT ${waitingColumns.selected('o')} FROM passline.outbox o
        WHERE o.parked_at IS NULL AND o.id <> ALL (${published}::bigint[])
          AND o.order_id <> ALL (${heldBack}::uuid[])
          AND NOT EXISTS (SELECT FROM passline.outbox p
            WHERE p.order_id = o.order_id AND p.id < o.id AND p.parked_at IS NOT NULL)
        ORDER BY o.id LIMIT ${limit}`,
      performance.now() - this.#beatAt > beatEvery - tolerance ? [this.#beat()] : [],
    );
    return rows.map(({ id, orderId: key, headers, value }) => ({
      id,
      record: { topic: orderEventsTopic, key, headers, value },
    }));
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#asRelay(sql`DELETE FROM passline.outbox WHERE id = ANY (${ids}::bigint[])`);
  }

  async park(id: string, because: string): Promise<void> {
    await this.#asRelay(
      sql`UPDATE passline.outbox SET parked_at = now(), parked_because = ${because.slice(0, 500)}
        WHERE id = ${id}`,
    );
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  async #tryLock(): Promise<boolean> {
    const { rows } = await this.client.query<{ locked: boolean }>(
      sql`SELECT pg_try_advisory_lock(${relayLock}) AS locked`,
    );
    return rows[0]?.locked === true;
  }

  /** So that its lock comes free. */
  async #endStaleHolder(): Promise<void> {
    await this.client.query(
      sql`SELECT pg_terminate_backend(l.pid)
        FROM pg_locks l LEFT JOIN passline.relay_heartbeat h ON h.backend_pid = l.pid
        WHERE l.locktype = 'advisory'
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND l.objid = ${relayLock} AND l.granted AND h.beat_at < now() - ${staleAfter}`,
    );
  }

  /** The sign of life, to be sent at once. While the log takes its time no look does: a timer then. */
  #beat(): Sql {
    this.#beatAt = performance.now();
    this.#beating?.refresh();
    return sql`INSERT INTO passline.relay_heartbeat (backend_pid, beat_at) VALUES (pg_backend_pid(), now())
      ON CONFLICT (one) DO UPDATE SET backend_pid = excluded.backend_pid, beat_at = excluded.beat_at`;
  }

  #asRelay<Row extends object>(statement: Sql, before: readonly Sql[] = []): Promise<Row[]> {
    return pipelined<Row>(this.client, roleScope(NarrowRole.Relay), statement, before);
  }
}
