import { plainText } from './plain-text.ts';

const longest = 35;
/** ISO 639's codes for none, several, and one that it has no code for. */
const noLanguage: ReadonlySet<string> = new Set(['und', 'mul', 'mis', 'zxx']);

/**
 * A BCP 47 language tag in its one form, from what browsers, tills and operating systems write: `en_US`,
 * `pt-br`, `es_MX.UTF-8`, `fil-PH,en;q=0.8`.
 * @returns null where it names no language
 */
export function localeOf(typed: string): string | null {
  const tag = plainText(typed)
    .replace(/[.@,;].*$/, '')
    .replace(/[_\p{Pd}]/gu, '-')
    .trim();
  const language = /^[a-z]{2,3}(?=-|$)/i.exec(tag)?.[0].toLowerCase();
  if (tag.length > longest || language === undefined || noLanguage.has(language)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** The region that a language tag names, such as `PH` of `fil-PH`; null where it names none. */
export function regionOf(locale: string): string | null {
  const tag = localeOf(locale);
  return tag === null ? null : (new Intl.Locale(tag).region ?? null);
}
