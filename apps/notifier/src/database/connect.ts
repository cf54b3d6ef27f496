import { blaming, refuseStrongRole, serviceRoleIn } from '#libs/service-kit';
import { createDataSource, type DataSourceOptions, type Entities } from './data-source.ts';
import { Database } from './database.ts';
import { checkNotifierSchema, migrateNotifier } from './migrate-notifier.ts';

export interface DatabaseOptions extends DataSourceOptions {
  /** The owner's URL: given, the schema is brought up to date and the role of `url` is made. */
  readonly adminUrl?: string | undefined;
}

/**
 * Connects as the service's role.
 * @param entities of all areas
 * @throws SettingError where the schema is not up to date and nobody may migrate it, or the role may do less
 * or more than the service needs
 */
export async function connect(
  { adminUrl, ...options }: DatabaseOptions,
  entities: Entities,
): Promise<Database> {
  if (adminUrl !== undefined) await migrateFor(options.url, adminUrl).catch(blaming('DATABASE_ADMIN_URL'));
  const dataSource = await createDataSource(options, entities).initialize().catch(blaming('DATABASE_URL'));
  try {
    await refuseStrongRole(({ text, values }) => dataSource.query(text, values), 'notifier');
    await checkNotifierSchema(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource);
}

const migrateFor = async (url: string, adminUrl: string): Promise<void> =>
  migrateNotifier({ ...serviceRoleIn(url, adminUrl), adminUrl });
