import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';

/** By primary subtag; Tagalog is what some systems call Filipino. */
const catalogues: Readonly<Record<string, Words>> = { en, es, fil, tl: fil };

/** The words of the first of these languages that has any, English where none has. @param tags such as `es-MX` */
export function wordsOf(tags: readonly (string | null | undefined)[]): Words {
  const known = tags.map((tag) => catalogues[(tag ?? '').toLowerCase().split('-')[0] ?? '']);
  return known.find((words) => words !== undefined) ?? en;
}

/** What an element is written in: its own language, that of what it stands in, that of the page, then those the reader prefers. */
export function languagesOf(element: HTMLElement): readonly (string | null | undefined)[] {
  return [
    element.lang,
    element.closest('[lang]')?.getAttribute('lang'),
    document.documentElement.lang,
    ...navigator.languages,
  ];
}
