/**
 * Text of someone's as it is safe to show among other text: without controls and without marks that turn the
 * direction of what follows. Lines stay.
 */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();

/** The same in one line: a name of a person, a dish or a table. */
export const cleanName = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, ' ');

/** Whether nothing would be left of it. */
export const isBlankText = (text: string): boolean => /^[\s\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u.test(text);
