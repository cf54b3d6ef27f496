export { columnsOf } from './columns-of.ts';
export { connect, type DatabaseOptions } from './connect.ts';
export { createDataSource, type DataSourceOptions } from './data-source.ts';
export { DatabaseModule } from './database.module.ts';
export { Database } from './database.ts';
export { checkNotifierSchema, migrateNotifier } from './migrate-notifier.ts';
export { NarrowRole } from './row-level-security.ts';
