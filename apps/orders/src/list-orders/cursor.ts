import * as z from 'zod';
import { idSchema, utcTimeSchema } from '#libs/contracts';
import { invalidRequest } from '#libs/service-kit';

/** The last order of a page: the next one goes on below it. */
export interface Cursor {
  readonly placedAt: string;
  readonly orderId: string;
}

const cursorSchema = z.tuple([utcTimeSchema, idSchema]);

export function writeCursor({ placedAt, orderId }: Cursor): string {
  return Buffer.from(JSON.stringify([placedAt, orderId])).toString('base64url');
}

/** @throws ProblemError 400 for one that we did not write */
export function readCursor(cursor: string): Cursor {
  const read = cursorSchema.safeParse(parsed(cursor));
  if (!read.success) throw invalidRequest([{ path: ['cursor'], message: 'take it from next_cursor, unchanged' }]);
  const [placedAt, orderId] = read.data;
  return { placedAt, orderId };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
