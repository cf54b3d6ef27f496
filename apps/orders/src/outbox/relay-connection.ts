import pg from 'pg';
import type { EventEmitter } from 'node:events';
import { orderEventsTopic } from '#libs/contracts';
import type { LogRecord } from '#libs/messaging';
import { pipelined, roleScope, type Statement } from '#libs/service-kit';
import { NarrowRole } from '../database/walls.ts';

/** The channel on which other processes say that they committed something. */
export const outboxChannel = 'passline_outbox';

/** One relay works at a time, for all instances on one database. */
const relayLock = 7_277_002;

/** A holder whose last sign of life is older has lost its place. */
const staleAfter = '3 seconds';

export interface OutboxRow {
  readonly id: string;
  readonly record: LogRecord;
}

type Row = { id: string; order_id: string; headers: Record<string, string>; value: string };

/** The relay's own session: the lock that makes it the only one lives and dies with it. */
export class RelayConnection {
  private constructor(private readonly client: pg.Client) {}

  /** @param events hears `wake` when another process committed, and `lost` when the session is gone */
  static async open(url: string, events: EventEmitter<{ wake: []; lost: [] }>): Promise<RelayConnection> {
    const client = new pg.Client({
      connectionString: url,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      query_timeout: 15_000,
      application_name: 'passline-relay',
    });
    client
      .on('error', () => events.emit('lost'))
      .on('end', () => events.emit('lost'))
      .on('notification', () => events.emit('wake'));
    await client.connect();
    await client.query(`LISTEN ${outboxChannel}`);
    return new RelayConnection(client);
  }

  async tryLock(): Promise<boolean> {
    const { rows } = await this.client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS locked',
      [relayLock],
    );
    return rows[0]?.locked === true;
  }

  /** Ends a holder that gave no sign of life lately, so that its lock comes free. */
  async endStaleHolder(): Promise<void> {
    await this.client.query(
      `SELECT pg_terminate_backend(l.pid) FROM pg_locks l LEFT JOIN passline.relay_heartbeat h ON h.backend_pid = l.pid
       WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.objid = $1 AND l.granted
         AND h.beat_at < now() - interval '${staleAfter}'`,
      [relayLock],
    );
  }

  async beat(): Promise<void> {
    await this.client.query(
      `INSERT INTO passline.relay_heartbeat (backend_pid, beat_at) VALUES (pg_backend_pid(), now())
       ON CONFLICT (one) DO UPDATE SET backend_pid = excluded.backend_pid, beat_at = excluded.beat_at`,
    );
  }

  /** What waits to be published, oldest first. Rows behind a parked one of their order wait with it, as do those of the orders held back. */
  async waiting(limit: number, heldBack: readonly string[]): Promise<OutboxRow[]> {
    const rows = await this.#asRelay<Row>({
      name: 'outbox_waiting',
      text: `SELECT o.id, o.order_id, o.headers, o.value FROM passline.outbox o
             WHERE o.parked_at IS NULL AND o.order_id <> ALL($2::uuid[])
               AND NOT EXISTS (SELECT FROM passline.outbox p WHERE p.order_id = o.order_id AND p.id < o.id AND p.parked_at IS NOT NULL)
             ORDER BY o.id LIMIT $1`,
      values: [limit, heldBack],
    });
    return rows.map(({ id, order_id: key, headers, value }) => ({
      id,
      record: { topic: orderEventsTopic, key, headers, value },
    }));
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#asRelay({
      name: 'outbox_remove',
      text: 'DELETE FROM passline.outbox WHERE id = ANY($1::bigint[])',
      values: [ids],
    });
  }

  async park(id: string, because: string): Promise<void> {
    const text = 'UPDATE passline.outbox SET parked_at = now(), parked_because = $2 WHERE id = $1';
    await this.#asRelay({ name: 'outbox_park', text, values: [id, because.slice(0, 500)] });
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  #asRelay<R extends pg.QueryResultRow>(statement: Statement): Promise<R[]> {
    return pipelined<R>(this.client, roleScope(NarrowRole.Relay), statement);
  }
}
