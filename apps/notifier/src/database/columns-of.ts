import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { Columns, type ColumnsOf } from '#libs/postgres';

/** The columns of an entity's table, as the entity names them, for statements that are written by hand. */
export function columnsOf<Row extends ObjectLiteral>(
  dataSource: DataSource,
  entity: EntityTarget<Row>,
): Columns<Row> {
  const columns = dataSource
    .getMetadata(entity)
    .columns.map(({ propertyName, databaseName }) => [propertyName, databaseName] as const);
  return new Columns<Row>(Object.fromEntries(columns) as ColumnsOf<Row>);
}
