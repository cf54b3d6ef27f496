/** A column whose values the code knows in another form than PostgreSQL. */
export interface Column<Value> {
  readonly column: string;
  /**
   * The expression that reads it in the code's form.
   * @param place the column, with its table's alias where there are several
   */
  readonly read: (place: string) => string;
  /** From the code's form to what the driver sends. */
  readonly write: (value: Value) => unknown;
  /** From the code's form to what `json_populate_recordset` reads; as `write` unless given. */
  readonly inJson?: (value: Value) => unknown;
}

/** A `timestamptz(3)` as the ms since 1970. */
export const inMs = (column: string): Column<number | null> => ({
  column,
  read: (place) => `round(date_part('epoch', ${place}) * 1000)`,
  write: (ms) => (ms === null ? null : new Date(ms)),
});

/** A `json` or `jsonb` of an object, or of an array, which the driver would take for one of PostgreSQL's. */
export const asJson = (column: string): Column<object | null> => ({
  column,
  read: (place) => place,
  write: (value) => (value === null ? null : JSON.stringify(value)),
  inJson: (value) => value,
});

/** A `bigint` that stays below 2⁵³. */
export const asNumber = (column: string): Column<number> => ({
  column,
  read: (place) => `${place}::float8`,
  write: (value) => value,
});

/** A `bytea` as hexadecimal digits. */
export const asHex = (column: string): Column<string> => ({
  column,
  read: (place) => `encode(${place}, 'hex')`,
  write: (digits) => Buffer.from(digits, 'hex'),
});
