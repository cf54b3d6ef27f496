import type { Database } from '../database/database.ts';
import type { Columns } from '../database/columns.ts';
import type { NarrowRole } from '../database/walls.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/** Who takes work from a queue: one for each start of a process. */
export interface Worker {
  readonly owner: string;
  /** How long work counts as in hand without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  readonly now: () => Date;
}

export const leaseEnd = ({ now, leaseMs }: Worker): Date => new Date(now().getTime() + leaseMs);

/** Which rows of which table a lane works off, and as whom they are found: their restaurants are known only then. */
export interface DueRows<Row extends QueuedMessage> {
  readonly lane: string;
  readonly table: string;
  readonly columns: Columns<Row>;
  /** A condition. */
  readonly only: string;
  readonly role: NarrowRole;
  /** Whether the provider can be asked what came of a message whose fate is unknown. */
  readonly canBeLookedUp: boolean;
}

/** What is to be done in one lane: the part of a queue that crosses restaurants. */
export class DueWork<Row extends QueuedMessage> {
  constructor(
    private readonly database: Database,
    private readonly worker: Worker,
    private readonly rows: DueRows<Row>,
  ) {}

  /** Takes what is due, the longest waiting first: messages to send, and those of unknown fate to settle. */
  take(limit: number): Promise<Row[]> {
    const { table, only, columns } = this.rows;
    return this.#ask<Row>(
      'take',
      `UPDATE ${table} SET lease_owner = $1, lease_until = $2 WHERE id IN (
         SELECT id FROM ${table} WHERE ${only} AND due_at <= $3 AND state IN ('held', 'unknown') AND (lease_until IS NULL OR lease_until < $3)
         ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns.selected}`,
      [this.worker.owner, leaseEnd(this.worker), this.worker.now(), limit],
    );
  }

  /** When there will be work, or null: for as long as nothing new comes. */
  async nextWork(): Promise<Date | null> {
    const { table, only } = this.rows;
    const [row] = await this.#ask<{ at: Date | null }>(
      'next',
      `SELECT least(
         (SELECT min(greatest(due_at, lease_until)) FROM ${table} WHERE ${only} AND due_at IS NOT NULL),
         (SELECT min(lease_until) FROM ${table} WHERE ${only} AND state = 'sending')) AS at`,
      [],
    );
    return row?.at ?? null;
  }

  /** Says that the work is still in hand. */
  async renew(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#ask(
      'renew',
      `UPDATE ${this.rows.table} SET lease_until = $1 WHERE id = ANY ($2::uuid[]) AND lease_owner = $3`,
      [leaseEnd(this.worker), ids, this.worker.owner],
    );
  }

  /**
   * What was with a provider when its process died, or lost its database: nobody knows what came of it. What can be asked for at the provider
   * is; anything else is never sent again by itself.
   * @param inHand what this worker itself is still about
   */
  async giveUpInterrupted(inHand: readonly string[]): Promise<number> {
    const { table, only, canBeLookedUp } = this.rows;
    const now = this.worker.now();
    const given = await this.#ask(
      'give_up',
      `UPDATE ${table} SET state = 'unknown', due_at = $3, last_error = 'interrupted while it was being sent', lease_owner = NULL, lease_until = NULL
       WHERE state = 'sending' AND ${only} AND lease_until < $1 AND NOT (lease_owner = $2 AND id = ANY ($4::uuid[])) RETURNING id`,
      [now, this.worker.owner, canBeLookedUp ? now : null, inHand],
    );
    return given.length;
  }

  #ask<Found extends object>(step: string, text: string, values: unknown[]): Promise<Found[]> {
    return this.database.asRole<Found>(this.rows.role, { name: `${step}_${this.rows.lane}`, text, values });
  }
}
