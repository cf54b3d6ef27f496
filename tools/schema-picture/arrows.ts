import type { ForeignKey, Table } from './table.ts';

/** From a table to one whose rows its own rows name. */
export interface Arrow {
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  /** The database sees to it that the row is there. */
  readonly enforced: boolean;
  /** A row may name none, or one that is gone. */
  readonly optional: boolean;
  /** No two rows name the same one. */
  readonly single: boolean;
}

/** Every foreign key, and every column that bears another table's id without being one. */
export function arrowsOf(tables: readonly Table[]): readonly Arrow[] {
  return tables.flatMap((table) => [
    ...table.foreignKeys.map(({ columns, parent }) => arrow(table, columns, parent, true)),
    ...looseColumns(table).flatMap((column) =>
      tables
        .filter((parent) => parent !== table && isIdOf(parent, column))
        .map((parent) => arrow(table, [column], parent.name, false)),
    ),
  ]);
}

function arrow(table: Table, columns: readonly string[], parent: string, enforced: boolean): Arrow {
  const nullable = table.columns.filter(({ nullable }) => nullable).map(({ name }) => name);
  return {
    child: table.name,
    parent,
    columns,
    enforced,
    optional: !enforced || columns.some((column) => nullable.includes(column)),
    single: [table.primaryKey, ...table.uniqueKeys].some((key) =>
      key.every((part) => columns.includes(part)),
    ),
  };
}

function looseColumns({ columns, foreignKeys }: Table): readonly string[] {
  const bound = boundColumns(foreignKeys);
  return columns.map(({ name }) => name).filter((name) => !bound.has(name));
}

/** A key such as `order_id`, given by this very table; a bare `id` or `key` says nothing of whose it is. */
const isIdOf = ({ primaryKey, foreignKeys }: Table, column: string): boolean =>
  primaryKey.length === 1 &&
  primaryKey[0] === column &&
  column.endsWith('_id') &&
  !boundColumns(foreignKeys).has(column);

const boundColumns = (keys: readonly ForeignKey[]): ReadonlySet<string> =>
  new Set(keys.flatMap(({ columns }) => columns));
