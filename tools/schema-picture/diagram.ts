import type { Arrow } from './arrows.ts';
import type { Column, Table } from './table.ts';

/** How much of a table is drawn: its columns, or its name alone. */
export interface Drawn {
  readonly whole: readonly Table[];
  readonly byName: readonly string[];
  readonly arrows: readonly Arrow[];
}

/** A Mermaid `erDiagram` in a fence, as Markdown shows it. */
export function diagram({ whole, byName, arrows }: Drawn): string {
  const lines = [...whole.flatMap((table) => entity(table, arrows)), ...byName, ...arrows.map(line)];
  return ['```mermaid', 'erDiagram', ...lines.map((text) => `  ${text}`), '```'].join('\n');
}

function entity(table: Table, arrows: readonly Arrow[]): readonly string[] {
  return [`${table.name} {`, ...table.columns.map((column) => `  ${attribute(table, column, arrows)}`), '}'];
}

function attribute(table: Table, column: Column, arrows: readonly Arrow[]): string {
  const keys = keysOf(table, column.name, arrows);
  return [shortType(column.type), column.name, keys.join(', '), column.nullable ? '"or null"' : '']
    .filter((word) => word !== '')
    .join(' ');
}

function keysOf(table: Table, column: string, arrows: readonly Arrow[]): readonly string[] {
  const isForeign = arrows.some(
    ({ child, columns, enforced }) => enforced && child === table.name && columns.includes(column),
  );
  const isUnique = table.uniqueKeys.some((key) => key.length === 1 && key[0] === column);
  return [
    ...(table.primaryKey.includes(column) ? ['PK'] : []),
    ...(isForeign ? ['FK'] : []),
    ...(isUnique ? ['UK'] : []),
  ];
}

/** Mermaid takes one word. */
const shortType = (type: string): string =>
  type.replace(/^timestamp(.*) with time zone$/, 'timestamptz$1').replaceAll(/\s+/g, '_');

function line({ child, parent, columns, enforced, optional, single }: Arrow): string {
  const [one, stroke, many] = [optional ? '|o' : '||', enforced ? '--' : '..', single ? 'o|' : 'o{'];
  return `${parent} ${one}${stroke}${many} ${child} : "${columns.join(', ')}"`;
}
