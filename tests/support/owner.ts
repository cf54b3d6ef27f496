import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import type { ChangeType } from '#libs/contracts';
import type { Role, Status } from '#libs/status-machine';
import { eventually } from './eventually.ts';

export interface HistoryRow {
  readonly order_id: string;
  readonly version: number;
  readonly type: ChangeType;
  readonly from_status: Status | null;
  readonly status: Status;
  readonly corrects: number | null;
  readonly role: Role;
  readonly recorded_at: Date;
}

export interface OrderRow {
  readonly order_id: string;
  readonly version: number;
  readonly status: Status;
}

export interface NotificationRow {
  readonly id: string;
  readonly order_id: string;
  readonly version: number;
  readonly channel: 'email' | 'sms';
  readonly moment: Status;
  readonly corrects: number | null;
  readonly state: 'held' | 'sending' | 'sent' | 'dropped' | 'unknown' | 'dead';
  readonly why: string | null;
  readonly attempts: number;
  readonly last_error: string | null;
}

/** Whether a customer is to hear of a history row `h`: the notifier's rule, said once more. */
const asksForMessage = `EXISTS (
  SELECT FROM passline.orders o JOIN passline.order_contacts c USING (order_id),
    LATERAL (SELECT CASE h.type WHEN 'status_changed' THEN h.status WHEN 'recalled' THEN h.from_status END AS moment) m
  WHERE o.order_id = h.order_id AND (
    m.moment IN ('confirmed', 'out_for_delivery', 'delivered', 'served', 'cancelled', 'rejected', 'delivery_failed')
    OR (m.moment = 'ready' AND (h.type = 'recalled' OR o.fulfilment <> 'delivery'))
    OR (m.moment = 'completed' AND o.fulfilment = 'pickup')))`;

/** Looks into a running Passline's database behind the services' backs, as its owner. */
export class Owner {
  private constructor(private readonly client: pg.Pool) {}

  /** @param dataFolder of a Passline that runs, or whose database outlived it */
  static async of(dataFolder: string): Promise<Owner> {
    const server = await EmbeddedPostgres.start({ folder: join(dataFolder, 'postgres') });
    return Owner.at(server.url('passline'));
  }

  /** @param adminUrl of the database that the services share */
  static async at(adminUrl: string): Promise<Owner> {
    const client = new pg.Pool({ connectionString: adminUrl, max: 4 });
    // The database may be stopped before the looking ends, or be killed while it goes on.
    client.on('error', () => undefined);
    await client.query('SELECT 1');
    return new Owner(client);
  }

  async orders(ids: readonly string[]): Promise<readonly OrderRow[]> {
    return (
      await this.client.query<OrderRow>(
        'SELECT order_id, version, status FROM passline.orders WHERE order_id = ANY ($1)',
        [ids],
      )
    ).rows;
  }

  async everyOrder(): Promise<readonly OrderRow[]> {
    return (await this.client.query<OrderRow>('SELECT order_id, version, status FROM passline.orders')).rows;
  }

  /** Oldest first, order by order. */
  async history(ids: readonly string[]): Promise<readonly HistoryRow[]> {
    const text = `SELECT order_id, version, type, from_status, status, corrects, role, recorded_at FROM passline.order_history
      WHERE order_id = ANY ($1) ORDER BY order_id, version`;
    return (await this.client.query<HistoryRow>(text, [ids])).rows;
  }

  async notifications(ids: readonly string[]): Promise<readonly NotificationRow[]> {
    const text = `SELECT id, order_id, version, channel, moment, corrects, state, why, attempts, last_error FROM notifier.notifications
      WHERE order_id = ANY ($1) ORDER BY order_id, version, channel`;
    return (await this.client.query<NotificationRow>(text, [ids])).rows;
  }

  async idempotencyKeys(
    ids: readonly string[],
  ): Promise<readonly { readonly order_id: string; readonly key: string }[]> {
    return (
      await this.client.query<{ order_id: string; key: string }>(
        'SELECT order_id, key FROM passline.idempotency_keys WHERE order_id = ANY ($1)',
        [ids],
      )
    ).rows;
  }

  async outboxLength(): Promise<number> {
    const { rows } = await this.client.query<{ length: number }>(
      'SELECT count(*)::int AS length FROM passline.outbox',
    );
    return rows[0]?.length ?? 0;
  }

  /**
   * How many changes of these orders that ask for a message, written up to this moment, the notifier has not
   * taken in.
   */
  async unknownToNotifier(ids: readonly string[], until: Date): Promise<number> {
    const text = `SELECT count(*)::int AS changes FROM passline.order_history h WHERE order_id = ANY ($1) AND recorded_at <= $2
      AND ${asksForMessage} AND NOT EXISTS (SELECT FROM notifier.inbox i WHERE i.order_id = h.order_id AND i.version = h.version)`;
    return (await this.client.query<{ changes: number }>(text, [ids, until])).rows[0]?.changes ?? 0;
  }

  /**
   * How long after each change of these orders, from a moment on, the notifier had taken it in, in
   * milliseconds.
   */
  async delaysOfNotifier(ids: readonly string[], from: Date): Promise<readonly number[]> {
    const text = `SELECT extract(epoch FROM i.received_at - h.recorded_at)::float * 1000 AS delay FROM passline.order_history h
      JOIN notifier.inbox i ON i.order_id = h.order_id AND i.version = h.version WHERE h.order_id = ANY ($1) AND h.recorded_at >= $2`;
    return (await this.client.query<{ delay: number }>(text, [ids, from])).rows.map(({ delay }) => delay);
  }

  /** The client's port of the session that publishes what is in the outbox; null while nobody does. */
  async relayPort(): Promise<number | null> {
    const text = `SELECT a.client_port AS port FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database() AND a.application_name = 'passline-relay'`;
    return (await this.client.query<{ port: number }>(text)).rows[0]?.port ?? null;
  }

  /**
   * Resolves once the notifier has taken in this version and every message of the order has come to its end.
   */
  async settled(orderId: string, version: number, withinMs = 15_000): Promise<void> {
    const text = `SELECT EXISTS (SELECT FROM passline.order_history h WHERE h.order_id = $1 AND h.version = $2)
      AND NOT EXISTS (SELECT FROM passline.order_history h WHERE h.order_id = $1 AND h.version <= $2
        AND ${asksForMessage} AND NOT EXISTS (SELECT FROM notifier.inbox i WHERE i.order_id = h.order_id AND i.version = h.version))
      AND NOT EXISTS (SELECT FROM notifier.notifications WHERE order_id = $1 AND (due_at IS NOT NULL OR state = 'sending')) AS settled`;
    const isSettled = async (): Promise<boolean> =>
      (await this.client.query<{ settled: boolean }>(text, [orderId, version])).rows[0]?.settled === true;
    await eventually(
      isSettled,
      `the messages of order ${orderId} up to version ${version} to come to their end`,
      withinMs,
    );
  }

  /** Resolves once nothing waits to be published and no message waits to be sent or settled. */
  async allSettled(withinMs = 30_000): Promise<void> {
    const text = `SELECT (SELECT count(*)::int FROM passline.outbox) AS outbox,
      (SELECT count(*)::int FROM notifier.notifications WHERE due_at IS NOT NULL OR state = 'sending') AS messages`;
    const open = async (): Promise<{ outbox: number; messages: number } | undefined> =>
      (await this.client.query<{ outbox: number; messages: number }>(text)).rows[0];
    await eventually(
      async () => {
        const left = await open();
        if (left?.outbox !== 0 || left.messages !== 0) throw new Error(JSON.stringify(left));
        return true;
      },
      'an empty outbox and no message on its way',
      withinMs,
    );
  }

  async leave(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
