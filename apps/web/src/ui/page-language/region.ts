import { regional } from '#libs/tracker';

/** As the reader's region writes this language, where it is theirs: dates and money are written by it. */
export const regionOf = (language: string): string => regional(language) ?? 'en';
