import { type Columns, type Sql, sql } from '#libs/postgres';
import type { Database, NarrowRole } from '../database/index.ts';
import type { QueuedMessage } from './queued-message.entity.ts';
import type { Worker } from './worker.ts';

/**
 * Which rows of which table a lane works off, and as whom they are found: their restaurants are known only
 * then.
 */
export interface DueRows<Row extends QueuedMessage> {
  readonly table: Sql;
  readonly columns: Columns<Row>;
  /** A condition. */
  readonly only: Sql;
  readonly role: NarrowRole;
  /** Whether the provider can be asked what came of a message whose fate is unknown. */
  readonly canBeLookedUp: boolean;
}

/** What is to be done in one lane: the part of a queue that crosses restaurants. */
export class DueWork<Row extends QueuedMessage> {
  constructor(
    private readonly database: Pick<Database, 'asRole'>,
    private readonly worker: Worker,
    private readonly rows: DueRows<Row>,
  ) {}

  /** Takes what is due, the longest waiting first: messages to send, and those of unknown fate to settle. */
  take(limit: number): Promise<Row[]> {
    const { table, only, columns } = this.rows;
    const { owner, leaseEnd } = this.worker;
    const now = this.worker.now();
    // An array, by which the few are looked up: to be joined with them, all rows might be read.
    return this.#ask<Row>(sql`
      UPDATE ${table} SET lease_owner = ${owner}, lease_until = ${leaseEnd} WHERE id = ANY (ARRAY (
        SELECT id FROM ${table} WHERE ${only} AND due_at <= ${now} AND state IN ('held', 'unknown')
          AND (lease_until IS NULL OR lease_until < ${now})
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING ${columns.selected()}`);
  }

  /**
   * When there will be work, or null: for as long as nothing new comes. Of what is in nobody's hand the first
   * that is due, found in the order in which it is; what is in somebody's hand is little, and looked through.
   */
  async nextWork(): Promise<Date | null> {
    const { table, only } = this.rows;
    const [row] = await this.#ask<{ at: Date | null }>(sql`
      SELECT least(
        (SELECT due_at FROM ${table} WHERE ${only} AND due_at IS NOT NULL AND lease_until IS NULL
          ORDER BY due_at LIMIT 1),
        (SELECT min(greatest(due_at, lease_until)) FROM ${table} WHERE ${only} AND lease_until IS NOT NULL
          AND (due_at IS NOT NULL OR state = 'sending'))) AS at`);
    return row?.at ?? null;
  }

  /** Says that the work is still in hand, as far as nobody else has taken it meanwhile. */
  async renew(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { owner, leaseEnd } = this.worker;
    await this.#ask(sql`
      UPDATE ${this.rows.table} SET lease_until = ${leaseEnd}
      WHERE id = ANY (${ids}::uuid[]) AND lease_owner = ${owner}`);
  }

  /**
   * What was with a provider when its process died, or lost its database: nobody knows what came of it. What
   * can be asked for at the provider is; anything else is never sent again by itself.
   * @param inHand what this worker itself is still about
   */
  async giveUpInterrupted(inHand: readonly string[]): Promise<number> {
    const { table, only, canBeLookedUp } = this.rows;
    const now = this.worker.now();
    const given = await this.#ask(sql`
      UPDATE ${table} SET state = 'unknown', due_at = ${canBeLookedUp ? now : null},
        last_error = 'interrupted while it was being sent', lease_owner = NULL, lease_until = NULL
      WHERE state = 'sending' AND ${only} AND lease_until < ${now}
        AND NOT (lease_owner = ${this.worker.owner} AND id = ANY (${inHand}::uuid[]))
      RETURNING id`);
    return given.length;
  }

  #ask<Found extends object>(statement: Sql): Promise<Found[]> {
    return this.database.asRole<Found>(this.rows.role, statement);
  }
}
