import { fil } from './fil.ts';
import { en, type OrderWords } from './en.ts';
import { es } from './es.ts';

/** By primary subtag; Tagalog is what some systems call Filipino. */
const catalogues: Readonly<Record<string, OrderWords>> = { en, es, fil, tl: fil };

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The words of the first of these languages that has any, English where none has. @param tags such as `es-MX` */
export function orderWords(tags: readonly string[]): OrderWords {
  return tags.map((tag) => catalogues[primary(tag)]).find((words) => words !== undefined) ?? en;
}
