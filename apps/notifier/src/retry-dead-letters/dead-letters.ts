import type { Statement } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import type { Channel } from '../notification/notification.entity.ts';
import type { MessageState } from '../notification/queued-message.entity.ts';

/** A message that needs a decision, without anybody's data. */
export type DeadLetter = {
  readonly id: string;
  /** `account` for a mail about an account, whose moment is `letter`. */
  readonly orderNumber: string;
  readonly moment: string;
  /** It takes the moment back. */
  readonly isCorrection: boolean;
  readonly channel: Channel;
  /** `dead` was certainly not sent, or did not arrive; `unknown` may have reached the customer and is retried only by its id. */
  readonly state: Extract<MessageState, 'dead' | 'unknown'>;
  readonly why: string;
  readonly error: string;
  readonly since: Date;
};

/** Messages that were given up, and those of which nobody knows whether they arrived; oldest first. */
export async function listDeadLetters(database: Database): Promise<readonly DeadLetter[]> {
  return database.asRole<DeadLetter>(NarrowRole.DeadLetters, {
    name: 'list_dead_letters',
    text: `SELECT id, "orderNumber", moment, "isCorrection", channel, state,
       coalesce(why, 'unknown') AS why, coalesce(last_error, '') AS error, coalesce(attempted_at, created_at) AS since
     FROM (
       SELECT id, order_number AS "orderNumber", moment, corrects IS NOT NULL AS "isCorrection", channel, state, why, last_error, attempted_at, created_at, due_at FROM notifier.notifications
       UNION ALL SELECT id, 'account', 'letter', false, 'email', state, why, last_error, attempted_at, created_at, due_at FROM notifier.letters) AS message
     WHERE state = 'dead' OR (state = 'unknown' AND due_at IS NULL) ORDER BY since, id`,
    values: [],
  });
}

/** How long a retried message is worth sending anew. */
const newChance = `interval '2 hours'`;

/**
 * Puts dead letters back into the queue: each is judged anew, so that what is no longer true is dropped and not sent.
 * @param which an id, which may also be one of unknown fate; `all` takes only those that certainly did not arrive
 * @returns how many were put back
 */
export async function retryDeadLetter(database: Database, which: string): Promise<number> {
  const retried = await Promise.all(
    ['notifications', 'letters'].map((table) =>
      database.asRole(NarrowRole.DeadLetters, retryIn(table, which)),
    ),
  );
  return retried.flat().length;
}

const retryIn = (table: string, which: string): Statement => ({
  name: `retry_${table}`,
  text: `UPDATE notifier.${table} SET state = 'held', why = NULL, due_at = now(), deadline_at = now() + ${newChance}, attempts = 0, lease_owner = NULL, lease_until = NULL
    WHERE CASE WHEN $1 = 'all' THEN state = 'dead' ELSE id::text = $1 AND (state = 'dead' OR (state = 'unknown' AND due_at IS NULL)) END
    RETURNING id`,
  values: [which],
});
