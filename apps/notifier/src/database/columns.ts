import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

/** An entity's properties under their names in its table, for statements that are written by hand. */
export class Columns<Row extends ObjectLiteral> {
  readonly #names: ReadonlyMap<string, string>;

  constructor(dataSource: DataSource, entity: EntityTarget<Row>) {
    this.#names = new Map(
      dataSource
        .getMetadata(entity)
        .columns.map(({ propertyName, databaseName }) => [propertyName, databaseName]),
    );
  }

  /** What to select, or to return, so that a row has the entity's shape. */
  get selected(): string {
    return [...this.#names].map(([property, column]) => `${column} AS "${property}"`).join(', ');
  }

  of(property: string): string {
    return this.#names.get(property) ?? property;
  }

  /** A part of a row as JSON, by the names of its columns. */
  json(part: object): string {
    return JSON.stringify(
      Object.fromEntries(Object.entries(part).map(([property, value]) => [this.of(property), value])),
    );
  }
}
