import type { ClientBase, QueryConfig, QueryResultRow } from 'pg';
import { DatabaseAnswerLostError, isDatabaseUnavailable } from '#libs/service-kit';

/** A prepared statement: the name is PostgreSQL's handle of its plan. */
export type Statement = QueryConfig<unknown[]> & { readonly name: string };

/**
 * One statement in a transaction of its own, all sent at once: one round trip, on a client made with `pipeline: true`.
 * @param scope for whom it runs: the restaurant, or the role
 * @throws what PostgreSQL said; nothing of the statement is left then
 * @throws DatabaseAnswerLostError where it was lost after a write had been sent
 */
export async function pipelined<Row extends QueryResultRow>(client: ClientBase, scope: QueryConfig<unknown[]>, statement: Statement): Promise<Row[]> {
  const sent = [client.query('BEGIN'), client.query(scope), client.query<Row>(statement), client.query('COMMIT')] as const;
  const [begin, scoped, result, commit] = await Promise.allSettled(sent);
  const failed = [begin, scoped, result, commit].find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw reads(statement) ? failed.reason : lostAfterSending(failed.reason);
  return result.status === 'fulfilled' ? result.value.rows : [];
}

const reads = ({ text }: Statement): boolean => /^\s*SELECT\b/i.test(text);

const lostAfterSending = (error: unknown): unknown => (isDatabaseUnavailable(error) ? new DatabaseAnswerLostError(error) : error);

export const restaurantScope = (restaurantId: string): QueryConfig<unknown[]> => ({
  name: 'scope',
  text: `SELECT set_config('app.restaurant_id', $1, true)`,
  values: [restaurantId],
});

export const roleScope = (role: string): QueryConfig<unknown[]> => ({ text: `SET LOCAL ROLE ${role}` });
