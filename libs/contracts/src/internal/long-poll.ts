import * as z from 'zod';

/** In seconds; below how long an answer may take. */
export const longestWait = 4;

/** For how long an answer may wait for something new: not at all for a service of the release before. */
export const waitSchema = z.coerce.number().int().min(0).max(longestWait).default(0);
