import type { DataSource } from 'typeorm';
import { SettingError } from '#libs/service-kit';
import { createNotifierDataSource, type NotifierDataSourceOptions } from './data-source.ts';
import { checkNotifierSchema, migrateNotifier } from './migrate-notifier.ts';

export interface NotifierDatabase extends NotifierDataSourceOptions {
  /** The owner's URL: given, the schema is brought up to date and the role of `url` is made. */
  readonly adminUrl?: string | undefined;
}

/**
 * Connects as the service's role.
 * @throws SchemaBehindError where the schema is not up to date and nobody may migrate it
 * @throws SettingError where the role could do more than the service needs
 */
export async function connectNotifier({ adminUrl, ...options }: NotifierDatabase): Promise<DataSource> {
  if (adminUrl !== undefined) await migrateFor(options.url, adminUrl);
  const dataSource = await createNotifierDataSource(options).initialize();
  try {
    await refuseStrongRole(dataSource);
    await checkNotifierSchema(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

async function migrateFor(url: string, adminUrl: string): Promise<void> {
  const [service, admin] = [new URL(url), new URL(adminUrl)];
  if (service.username === admin.username) throw new SettingError('DATABASE_URL: must name a role of its own, not the owner that DATABASE_ADMIN_URL names');
  await migrateNotifier({ adminUrl, serviceRole: decodeURIComponent(service.username), servicePassword: decodeURIComponent(service.password) });
}

async function refuseStrongRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<{ strong: boolean }[]>(
    `SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'notifier' AND pg_has_role(session_user, c.relowner, 'MEMBER')) AS strong
     FROM pg_roles WHERE rolname = session_user`,
  );
  if (role?.strong === true) throw new SettingError('DATABASE_URL: its role is a superuser, has BYPASSRLS or owns the tables; name one that owns nothing');
}
