import { cleanName } from '#libs/contracts';

/**
 * The same of all ways to write one table’s label: with blanks around it, in capitals, in full width. Codes
 * that were printed before labels were cleaned may have marks in theirs that nobody sees.
 */
export const tableKey = (label: string): string =>
  cleanName(label).normalize('NFKC').trim().toUpperCase().toLowerCase().normalize('NFKC');
