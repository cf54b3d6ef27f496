/** Without the thin and the unbreakable ones, which `Intl` puts into times and not every phone shows. */
export const plainSpaces = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/g, ' ');
