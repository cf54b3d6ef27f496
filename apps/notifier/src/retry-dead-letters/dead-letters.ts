import { raw, type Sql, sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../database/index.ts';
import type { Channel, MessageState } from '../queue/index.ts';

/** A message that needs a decision, without anybody's data. */
export type DeadLetter = {
  readonly id: string;
  /** `account` for a mail about an account, whose moment is `account_email`. */
  readonly orderNumber: string;
  readonly moment: string;
  /** It takes the moment back. */
  readonly isCorrection: boolean;
  readonly channel: Channel;
  /**
   * `dead` was certainly not sent, or did not arrive; `unknown` may have reached the customer and is retried
   * only by its id.
   */
  readonly state: Extract<MessageState, 'dead' | 'unknown'>;
  readonly why: string;
  readonly error: string;
  readonly since: Date;
};

const needsDecision = sql`(state = 'dead' OR (state = 'unknown' AND due_at IS NULL))`;

/** Messages that were given up, and those of which nobody knows whether they arrived; oldest first. */
export async function listDeadLetters(database: Database): Promise<readonly DeadLetter[]> {
  return database.asRole<DeadLetter>(
    NarrowRole.DeadLetters,
    sql`
      SELECT id, "orderNumber", moment, "isCorrection", channel, state, coalesce(why, 'unknown') AS why,
        coalesce(last_error, '') AS error, coalesce(attempted_at, created_at) AS since
      FROM (
        SELECT id, order_number AS "orderNumber", moment, corrects IS NOT NULL AS "isCorrection", channel,
          state, why, last_error, attempted_at, created_at, due_at FROM notifier.notifications
        UNION ALL SELECT id, 'account', 'account_email', false, 'email',
          state, why, last_error, attempted_at, created_at, due_at FROM notifier.letters) AS message
      WHERE ${needsDecision} ORDER BY since, id`,
  );
}

/** How long a retried message is worth sending anew. */
const newChance = raw(`interval '2 hours'`);

/**
 * Puts dead letters back into the queue: each is judged anew, so that what is no longer true is dropped and
 * not sent.
 * @param which an id, which may also be one of unknown fate; `all` takes only those that certainly did not
 * arrive
 * @returns how many were put back
 */
export async function retryDeadLetter(database: Database, which: string): Promise<number> {
  const retried = await Promise.all(
    ['notifier.notifications', 'notifier.letters'].map((table) =>
      database.asRole(NarrowRole.DeadLetters, retryIn(raw(table), which)),
    ),
  );
  return retried.flat().length;
}

const retryIn = (table: Sql, which: string): Sql => sql`
  UPDATE ${table} SET state = 'held', why = NULL, due_at = now(), deadline_at = now() + ${newChance},
    attempts = 0, lease_owner = NULL, lease_until = NULL
  WHERE ${which === 'all' ? sql`state = 'dead'` : sql`id::text = ${which} AND ${needsDecision}`}
  RETURNING id`;
