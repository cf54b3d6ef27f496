import { browserStorage, primaryOf, readersLanguages } from '#libs/tracker';

/** The languages of the customer's pages, each by its own name. */
export const languages = { en: 'English', es: 'Español', fil: 'Filipino' } as const;
export type Language = keyof typeof languages;

const CHOICE = 'language';

const languageOf = (tag: unknown): Language | null =>
  (Object.keys(languages) as Language[]).find((language) => language === primaryOf(tag)) ?? null;

/**
 * What the address asks for (`?lang=es`), what was chosen before, or the first of the reader's languages that
 * we have; English where there is none. Written on the page.
 */
export function pageLanguage(): Language {
  const asked = languageOf(new URLSearchParams(location.search).get('lang'));
  if (asked) chooseLanguage(asked);
  const language =
    [asked, languageOf(browserStorage.read(CHOICE)), ...readersLanguages().map(languageOf)].find(
      (known) => known !== null,
    ) ?? 'en';
  document.documentElement.lang = language;
  return language;
}

/** For all pages that this browser opens from now on. */
export function chooseLanguage(language: Language): void {
  browserStorage.write(CHOICE, language);
  document.documentElement.lang = language;
}
