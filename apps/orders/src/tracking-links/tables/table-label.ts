/** The same of all ways to write one table’s label: with blanks around it, in capitals, in full width. */
export const tableKey = (label: string): string =>
  label.normalize('NFKC').trim().toUpperCase().toLowerCase().normalize('NFKC');
