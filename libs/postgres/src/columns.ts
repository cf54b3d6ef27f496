import type { Column } from './column.ts';
import { commas, list, raw, Sql, sql } from './sql.ts';

/** For each property its column: by name alone where the code and PostgreSQL know its values alike. */
export type ColumnsOf<Row> = { readonly [Property in keyof Row & string]-?: string | Column<Row[Property]> };

interface Member<Row> {
  readonly property: keyof Row & string;
  readonly column: Column<unknown>;
}

/**
 * The columns of a table, said once for all who read, write or hash its rows.
 * @typeParam Row a row as the code knows it
 */
export class Columns<Row extends object> {
  readonly #members: readonly Member<Row>[];
  /** What is between the values of `set`, by the properties that change. */
  readonly #settings = new Map<string, readonly string[]>();
  /** As in `INSERT INTO t (…)`. */
  readonly names: Sql;

  constructor(private readonly columns: ColumnsOf<Row>) {
    this.#members = Object.entries<string | Column<never>>(columns).map(([property, column]) => ({
      property: property as keyof Row & string,
      column: (typeof column === 'string' ? plain(column) : column) as Column<unknown>,
    }));
    this.names = raw(this.#members.map(({ column }) => column.column).join(', '));
  }

  /** These alone, in the order of the table. */
  pick<Property extends keyof Row & string>(
    ...properties: readonly Property[]
  ): Columns<Pick<Row, Property>> {
    return this.#those((property) => properties.some((one) => one === property));
  }

  /** All but these. */
  without<Property extends keyof Row & string>(
    ...properties: readonly Property[]
  ): Columns<Omit<Row, Property>> {
    return this.#those((property) => !properties.some((one) => one === property));
  }

  #those<Some extends object>(kept: (property: string) => boolean): Columns<Some> {
    const some = Object.entries(this.columns).filter(([property]) => kept(property));
    return new Columns(Object.fromEntries(some) as ColumnsOf<Some>);
  }

  /**
   * As in `SELECT …`: under the names of the properties.
   * @param table its alias, where there are several
   */
  selected(table?: string): Sql {
    const each = this.#members.map(({ property, column }) => `${readIn(table, column)} AS "${property}"`);
    return raw(each.join(', '));
  }

  /** As in `VALUES (…)`, in the order of the names. */
  values(row: Readonly<Row>): Sql {
    return new Sql(
      commas(this.#members.length),
      this.#members.map(({ property, column }) => column.write(row[property])),
    );
  }

  /**
   * Rows that come as one value, as in `FROM … AS given`, so that the statement is the same for however many.
   * @param table whose columns they are: its own type says what each value is read as
   */
  recordset(table: string, rows: readonly Readonly<Row>[]): Sql {
    const records = rows.map((row) => this.#record(row));
    return sql`json_populate_recordset(NULL::${raw(table)}, ${JSON.stringify(records)})`;
  }

  #record(row: Readonly<Row>): Readonly<Record<string, unknown>> {
    const record: Record<string, unknown> = {};
    for (const { property, column } of this.#members) {
      const { inJson = column.write } = column;
      record[column.column] = hexadecimal(inJson(row[property]));
    }
    return record;
  }

  /** As in `UPDATE t SET … FROM source`: every column as the source has it. */
  setFrom(source: string): Sql {
    return raw(this.#members.map(({ column: { column } }) => `${column} = ${source}.${column}`).join(', '));
  }

  /** As in `UPDATE t SET …`; what is undefined stays as it is. */
  set(changes: Readonly<Partial<Row>>): Sql {
    const changed = this.#members.filter(({ property }) => changes[property] !== undefined);
    return new Sql(
      this.#settingsOf(changed),
      changed.map(({ property, column }) => column.write(changes[property])),
    );
  }

  #settingsOf(changed: readonly Member<Row>[]): readonly string[] {
    const key = changed.map(({ property }) => property).join();
    const known = this.#settings.get(key) ?? [
      ...changed.map(({ column }, index) => `${index === 0 ? '' : ', '}${column.column} = `),
      '',
    ];
    this.#settings.set(key, known);
    return known;
  }

  /**
   * A row as a JSON object with the names of the properties.
   * @param table its alias, where there are several
   * @param further members from elsewhere: sql`'name', value`
   */
  json(table?: string, ...further: readonly Sql[]): Sql {
    const each = this.#members.map(({ property, column }) => `'${property}', ${readIn(table, column)}`);
    return sql`json_build_object(${list([raw(each.join(', ')), ...further])})`;
  }
}

const plain = (column: string): Column<unknown> => ({
  column,
  read: (place) => place,
  write: (value) => value,
});

/** A `bytea` in JSON. */
const hexadecimal = (value: unknown): unknown =>
  Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;

const readIn = (table: string | undefined, { column, read }: Column<unknown>): string =>
  read(table === undefined ? column : `${table}.${column}`);

/** The rows of some columns. */
export type RowOf<Of> = Of extends Columns<infer Row> ? Row : never;
