import { primaryOf } from '#libs/tracker';
import { fil } from './fil.ts';
import { en, type OrderWords } from './en.ts';
import { es } from './es.ts';
import type { Language } from '../page-language/page-language.ts';

/** By primary subtag. */
const catalogues: Readonly<Record<string, OrderWords>> = { en, es, fil };

/**
 * The words of the first of these languages that has any, English where none has.
 * @param tags such as `es-MX`
 */
export function orderWords(tags: readonly string[]): OrderWords {
  return tags.map((tag) => catalogues[primaryOf(tag)]).find((words) => words !== undefined) ?? en;
}

/** The language that these words are of. */
export const languageOf = ({ language }: OrderWords): Language =>
  language === 'es' || language === 'fil' ? language : 'en';
