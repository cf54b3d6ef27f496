import color from 'picocolors';
import type { Figure, FigureGroup } from './figure.ts';

type Row = readonly [string, string, string, string];

const columns = ['median', 'min – max', 'aim'] as const;
const headOf = ({ title }: FigureGroup): Row => [title, ...columns];

function cellsOf({ name, unit, digits, spread: { median, min, max }, aim }: Figure): Row {
  const shown = (value: number): string =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const verdict = aim === undefined ? '' : `${aim.words} ${aim.isMetBy(median) ? '✓' : '✗'}`;
  return [name, `${shown(median)} ${unit}`.trim(), `${shown(min)} – ${shown(max)}`, verdict];
}

/** For a terminal. */
export function terminalTable(groups: readonly FigureGroup[]): string {
  const tables = groups.map((group) => [headOf(group), ...group.figures.map(cellsOf)]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...tables.flat().map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: Row): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ');
  return tables
    .map(([head, ...rows]) =>
      [color.dim(line(head ?? ['', ...columns])), ...rows.map((row) => painted(line(row)))].join('\n'),
    )
    .join('\n\n');
}

const painted = (line: string): string =>
  line.endsWith('✓') ? color.green(line) : line.endsWith('✗') ? color.red(line) : line;

/** For a page in Markdown. */
export function markdownTable(groups: readonly FigureGroup[]): string {
  const line = (row: Row): string => `| ${row.join(' | ')} |`;
  return groups
    .map((group) =>
      [
        line(headOf(group)),
        '|---|---:|---:|---:|',
        ...group.figures.map((figure) => line(cellsOf(figure))),
      ].join('\n'),
    )
    .join('\n\n');
}
