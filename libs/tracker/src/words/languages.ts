import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';
import { primaryOf } from './language-tags.ts';

/** By primary subtag. */
const catalogues: Readonly<Record<string, Words>> = { en, es, fil };

/**
 * The words of the first of these languages that has any, English where none has.
 * @param tags such as `es-MX`
 */
export function wordsOf(tags: readonly (string | null | undefined)[]): Words {
  const known = tags.map((tag) => catalogues[primaryOf(tag)]);
  return known.find((words) => words !== undefined) ?? en;
}
