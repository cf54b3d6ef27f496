import type { Statement } from './pipelined.ts';
import { raw, type Sql, sql } from './sql.ts';

/** Rows that are kept no longer. */
export interface ExpiredRows {
  /** With its schema. */
  readonly table: string;
  /** A condition, by the database's clock. */
  readonly when: string;
}

/** How many rows go at once, so that no one waits long for a lock. */
const bite = 5_000;

/**
 * Removes rows in bites until none is left, table by table in the order given.
 * @param run runs a statement as whoever may delete there
 * @returns how many are gone
 */
export async function removeExpired(
  run: (statement: Statement) => Promise<readonly { readonly n: number }[]>,
  outlived: readonly ExpiredRows[],
): Promise<number> {
  let gone = 0;
  for (const each of outlived) {
    const statement = forget(each);
    for (let n = bite; n === bite; gone += n) n = (await run(statement))[0]?.n ?? 0;
  }
  return gone;
}

const forget = ({ table, when }: ExpiredRows): Sql => sql`
  WITH gone AS (
    DELETE FROM ${raw(table)}
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${raw(table)} WHERE ${raw(when)} LIMIT ${bite}))
    RETURNING 1
  )
  SELECT count(*)::int AS n FROM gone`;
