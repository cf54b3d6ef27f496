import { blaming, refuseStrongRole, SettingError } from '#libs/service-kit';
import { createNotifierDataSource, type NotifierDataSourceOptions } from './data-source.ts';
import { Database } from './database.ts';
import { checkNotifierSchema, migrateNotifier } from './migrate-notifier.ts';

export interface DatabaseOptions extends NotifierDataSourceOptions {
  /** The owner's URL: given, the schema is brought up to date and the role of `url` is made. */
  readonly adminUrl?: string | undefined;
}

/**
 * Connects as the service's role.
 * @throws SchemaBehindError where the schema is not up to date and nobody may migrate it
 * @throws SettingError where the role could do more than the service needs
 */
export async function connectNotifier({ adminUrl, ...options }: DatabaseOptions): Promise<Database> {
  if (adminUrl !== undefined) await migrateFor(options.url, adminUrl).catch(blaming('DATABASE_ADMIN_URL'));
  const dataSource = await createNotifierDataSource(options).initialize().catch(blaming('DATABASE_URL'));
  try {
    await refuseStrongRole((text, values) => dataSource.query(text, values), 'notifier');
    await checkNotifierSchema(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource);
}

async function migrateFor(url: string, adminUrl: string): Promise<void> {
  const [service, admin] = [new URL(url), new URL(adminUrl)];
  if (service.username === admin.username)
    throw new SettingError(
      'DATABASE_URL: must name a role of its own, not the owner that DATABASE_ADMIN_URL names',
    );
  await migrateNotifier({
    adminUrl,
    serviceRole: decodeURIComponent(service.username),
    servicePassword: decodeURIComponent(service.password),
  });
}
