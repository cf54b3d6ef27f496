import type { DataSource } from 'typeorm';
import type { Channel, NotificationState } from '../notification/notification.entity.ts';

/** A message that needs a decision, without anybody's data. */
export interface DeadLetter {
  readonly id: string;
  readonly orderNumber: string;
  readonly moment: string;
  /** It takes the moment back. */
  readonly isCorrection: boolean;
  readonly channel: Channel;
  /** `dead` was certainly not sent, or did not arrive; `unknown` may have reached the customer and is retried only by its id. */
  readonly state: Extract<NotificationState, 'dead' | 'unknown'>;
  readonly why: string;
  readonly error: string;
  readonly since: Date;
}

/** Messages that were given up, and those of which nobody knows whether they arrived; oldest first. */
export async function listDeadLetters(dataSource: DataSource): Promise<readonly DeadLetter[]> {
  return dataSource.query<DeadLetter[]>(
    `SELECT id, order_number AS "orderNumber", moment, corrects IS NOT NULL AS "isCorrection", channel, state,
       coalesce(why, 'unknown') AS why, coalesce(last_error, '') AS error, coalesce(attempted_at, created_at) AS since
     FROM notifier.notifications WHERE state = 'dead' OR (state = 'unknown' AND due_at IS NULL) ORDER BY since, id`,
  );
}

/** How long a retried message is worth sending anew. */
const newChance = `interval '2 hours'`;

/**
 * Puts dead letters back into the queue: each is judged anew, so that what is no longer true is dropped and not sent.
 * @param which an id, which may also be one of unknown fate; `all` takes only those that certainly did not arrive
 * @returns how many were put back
 */
export async function retryDeadLetter(dataSource: DataSource, which: string): Promise<number> {
  const [, count] = await dataSource.query<[unknown[], number]>(
    `UPDATE notifier.notifications SET state = 'held', why = NULL, due_at = now(), deadline_at = now() + ${newChance}, attempts = 0, lease_owner = NULL, lease_until = NULL
     WHERE CASE WHEN $1 = 'all' THEN state = 'dead' ELSE id::text = $1 AND (state = 'dead' OR (state = 'unknown' AND due_at IS NULL)) END`,
    [which],
  );
  return count;
}
