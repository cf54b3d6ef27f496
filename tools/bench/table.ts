import color from 'picocolors';
import type { Figure } from './figures.ts';

const head = ['', 'median', 'min – max', 'aim'] as const;

function cellsOf({ name, unit, digits, spread: { median, min, max }, aim }: Figure): readonly [string, string, string, string] {
  const shown = (value: number): string => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const verdict = aim === undefined ? '' : `${aim.words} ${aim.isMetBy(median) ? '✓' : '✗'}`;
  return [name, `${shown(median)} ${unit}`.trim(), `${shown(min)} – ${shown(max)}`, verdict];
}

/** For a terminal. */
export function terminalTable(figures: readonly Figure[]): string {
  const rows = [head, ...figures.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ');
  return rows.map((row, index) => (index === 0 ? color.dim(line(row)) : painted(line(row)))).join('\n');
}

const painted = (line: string): string => (line.endsWith('✓') ? color.green(line) : line.endsWith('✗') ? color.red(line) : line);

/** For a page in Markdown. */
export function markdownTable(figures: readonly Figure[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(head), '|---|---:|---:|---:|', ...figures.map((figure) => line(cellsOf(figure)))].join('\n');
}
