/**
 * A language tag as `Intl` takes it, made of what browsers, systems and pages say: `en_US` and `en-US@posix`
 * are `en-US`. Undefined where it is none, such as `C` or nothing at all.
 */
export function languageTag(said: unknown): string | undefined {
  try {
    return Intl.getCanonicalLocales(
      String(said)
        .replace(/[.@].*/, '')
        .replace(/_/g, '-'),
    )[0];
  } catch {
    return undefined;
  }
}

/** The languages that the reader prefers, first to last, as far as they are any. */
export function readersLanguages(): readonly string[] {
  if (typeof navigator === 'undefined') return [];
  const { languages, language } = navigator as Partial<Navigator>;
  return [...(languages ?? []), language].map(languageTag).filter((tag) => tag !== undefined);
}

/** `es` of `es-MX`. */
export const primaryOf = (tag: unknown): string => languageTag(tag)?.split('-')[0] ?? '';

/**
 * As the reader's region writes this language, where it is theirs: `18:02` in British English, `6:02 PM` in
 * American. Undefined for a language that is none: `Intl` then writes as the browser does.
 */
export function regional(language: string | undefined): string | undefined {
  const known = languageTag(language);
  return readersLanguages().find((tag) => primaryOf(tag) === known) ?? known;
}

/**
 * What an element is written in: its own language, that of what it stands in, that of the page, then those
 * the reader prefers.
 */
export function languagesOf(element: HTMLElement): readonly (string | null | undefined)[] {
  return [
    element.lang,
    element.closest('[lang]')?.getAttribute('lang'),
    document.documentElement.lang,
    ...readersLanguages(),
  ];
}
