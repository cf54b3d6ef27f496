import * as z from 'zod';
import { idSchema, utcTimeSchema } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { invalidRequest } from '#libs/service-kit';

/** The last row of a page, by when it was made and its id: the next page goes on below it. */
export interface Cursor {
  readonly at: string;
  readonly id: string;
}

const cursorSchema = z.tuple([utcTimeSchema, idSchema]);

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws ProblemError 400 for one that we did not write */
export function readCursor(cursor: string): Cursor {
  const read = cursorSchema.safeParse(parsed(cursor));
  if (!read.success)
    throw invalidRequest([{ path: ['cursor'], message: 'take it from next_cursor, unchanged' }]);
  const [at, id] = read.data;
  return { at, id };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The condition that a row stands below the cursor; all do so where there is none.
 * @param at the columns of a row's place
 */
export function below(cursor: string | undefined, at: Sql): Sql {
  if (cursor === undefined) return sql`true`;
  const last = readCursor(cursor);
  return sql`(${at}) < (${last.at}, ${last.id})`;
}

/** A page of what was found, one more than fits where there is more. */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Cursor,
): { readonly shown: readonly Row[]; readonly next_cursor: string | null } {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    shown,
    next_cursor: found.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null,
  };
}
