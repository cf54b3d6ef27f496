import { createHash } from 'node:crypto';
import type { NewKey } from './stored-keys.ts';

/**
 * What a caller calls a request by, so that it can be repeated safely for as long as the key is remembered;
 * `scope` says within what it is unique.
 */
export interface RequestKey {
  readonly scope: readonly string[];
  readonly key: string;
  /** What the release before read the request as; undefined where it took none like it. */
  readonly previousBody: () => unknown;
}

/**
 * The key as it is stored.
 * @param body the validated request: its members stand in the schema's order, whatever order they came in
 */
export function storedKey({ scope, key, previousBody }: RequestKey, body: unknown): NewKey {
  return {
    scope: digest(scope),
    key,
    requestHash: hashOf(body),
    previousHash: () => {
      const read = previousBody();
      return read === undefined ? null : hashOf(read);
    },
  };
}

const digest = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest();
const hashOf = (body: unknown): string => digest(body).toString('hex');
