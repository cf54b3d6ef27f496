import type { DataSource } from 'typeorm';
import {
  connect,
  createDataSource,
  type Database,
  type DatabaseOptions,
  type DataSourceOptions,
} from './database/index.ts';
import { entities } from './notifier.entities.ts';

/** The service's database as `connect` opens it, with the tables of all areas. */
export const connectNotifier = (options: DatabaseOptions): Promise<Database> => connect(options, entities);

/** The same, not yet connected: nothing is migrated, and any role will do. */
export const createNotifierDataSource = (options: DataSourceOptions): DataSource =>
  createDataSource(options, entities);
