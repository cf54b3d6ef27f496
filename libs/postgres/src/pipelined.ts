import type { Writable } from 'node:stream';
import type { ClientBase, Pool, PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { DatabaseAnswerLostError, isDatabaseUnavailable } from './database-failure.ts';
import { raw, sql } from './sql.ts';

/** A prepared statement: the name is PostgreSQL's handle of its plan. */
export type Statement = QueryConfig<unknown[]> & { readonly name: string };

/** Says at the beginning of a transaction for whom it runs. */
export type Scope = QueryConfig<unknown[]>;

/**
 * One statement in a transaction of its own, all sent at once: one round trip, on a client made with
 * `pipeline: true`.
 * @param scope for whom it runs: the restaurant, or the role
 * @param before what is done first in the transaction, by the session itself
 * @throws what PostgreSQL said; nothing of the statement is left then
 * @throws DatabaseAnswerLostError where it was lost after a write had been sent
 */
export async function pipelined<Row extends object>(
  client: ClientBase,
  scope: Scope,
  statement: Statement,
  before: readonly Statement[] = [],
): Promise<Row[]> {
  const { stream } = (client as WithStream).connection;
  stream.cork();
  const sent = ['BEGIN', ...before, scope, statement, 'COMMIT'].map((each) =>
    client.query<Row & QueryResultRow>(each),
  );
  stream.uncork();
  const answers = await Promise.allSettled(sent);
  const result = answers.at(-2);
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw reads(statement) ? failed.reason : lostAfterSending(failed.reason);
  return result?.status === 'fulfilled' ? result.value.rows : [];
}

/** All messages leave in one write; the driver's types do not show where they go. */
type WithStream = ClientBase & { readonly connection: { readonly stream: Writable } };

const reads = ({ text }: Statement): boolean => /^\s*SELECT\b/i.test(text);

const lostAfterSending = (error: unknown): unknown =>
  isDatabaseUnavailable(error) ? new DatabaseAnswerLostError(error) : error;

/**
 * The same on any client of a pool. Its connection may have ended while it lay there, which only the next
 * question finds out: what only reads is asked once more then. A write is repeated by whoever knows how to
 * find out whether it was done.
 */
export async function pipelinedOn<Row extends object>(
  pool: Pool,
  scope: Scope,
  statement: Statement,
): Promise<Row[]> {
  const client = await pool.connect();
  try {
    return await pipelinedOnce<Row>(client, scope, statement);
  } catch (error) {
    if (!reads(statement) || !isDatabaseUnavailable(error)) throw error;
  }
  return pipelinedOnce<Row>(await pool.connect(), scope, statement);
}

async function pipelinedOnce<Row extends object>(
  client: PoolClient,
  scope: Scope,
  statement: Statement,
): Promise<Row[]> {
  client.on('error', alreadyRejected);
  try {
    return await pipelined<Row>(client, scope, statement);
  } finally {
    client.off('error', alreadyRejected);
    // The pool itself leaves out a client whose connection was lost.
    client.release();
  }
}

/**
 * A lost connection rejects what was sent on it, and says so once more by an event, which ends the process
 * where nobody listens.
 */
const alreadyRejected = (): void => undefined;

export const restaurantScope = (restaurantId: string): Scope =>
  sql`SELECT set_config('app.restaurant_id', ${restaurantId}, true)`;

/** A role that sees the rows of these restaurants alone, where its policies say so. */
export const restaurantsScope = (role: string, restaurantIds: readonly string[]): Scope =>
  sql`SELECT set_config('role', ${role}, true),
    set_config('app.restaurant_ids', ${restaurantIds.join()}, true)`;

export const roleScope = (role: string): Scope => sql`SET LOCAL ROLE ${raw(role)}`;
