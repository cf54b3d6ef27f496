import { IntlMessageFormat } from 'intl-messageformat';
import type { Words } from './catalogue.ts';
import type { Language } from './message-context.ts';
import { english } from './words.en.ts';
import { spanish } from './words.es.ts';

const catalogues: Readonly<Record<Language, Words>> = { en: english, es: spanish };
const compiled = new Map<string, IntlMessageFormat>();

export const wordsOf = (language: Language): Words => catalogues[language];

/** A message of a catalogue with its values put in. */
export function say(language: Language, message: string, values: Readonly<Record<string, string>>): string {
  const key = `${language} ${message}`;
  const format =
    compiled.get(key) ?? new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  compiled.set(key, format);
  return String(format.format(values));
}
