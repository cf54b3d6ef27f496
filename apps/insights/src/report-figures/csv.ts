/** What a cell may hold: nothing, a number, or text. */
export type Cell = string | number | null;
/** Rows under the names of their columns; all have the same ones. */
export type Table = readonly Readonly<Record<string, Cell>>[];

/** What spreadsheets take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * A table as RFC 4180 has it. Text that a spreadsheet would take for a formula is led by an apostrophe, which
 * makes it text.
 * @param columns for a table without rows, too
 */
export const csv = (columns: readonly string[], rows: Table): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]
    .map((cells) => `${cells.map(written).join(',')}\r\n`)
    .join('');

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
