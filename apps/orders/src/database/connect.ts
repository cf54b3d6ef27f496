import { SettingError } from '#libs/service-kit';
import { DataSource } from 'typeorm';
import { Database } from './database.ts';
import { dataSourceOptions, migrateOrders, migrations } from './migrate.ts';

export interface DatabaseSettings {
  readonly DATABASE_URL: string;
  readonly DATABASE_ADMIN_URL?: string | undefined;
}

/** Migrates where the owner's URL is known, connects as the service's role, and refuses a role that could climb over the walls. */
export async function connectDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.DATABASE_ADMIN_URL !== undefined) await migrateOrders(settings.DATABASE_ADMIN_URL, settings.DATABASE_URL);
  const dataSource = new DataSource(dataSourceOptions(settings.DATABASE_URL));
  await dataSource.initialize();
  try {
    await refuseStrongRole(dataSource);
    await refuseOldSchema(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource);
}

async function refuseStrongRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<{ rolsuper: boolean; rolbypassrls: boolean; owns: boolean }[]>(
    `SELECT rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'passline' AND pg_has_role(session_user, c.relowner, 'MEMBER')) AS owns
     FROM pg_roles WHERE rolname = session_user`,
  );
  const strength = role?.rolsuper ? 'is a superuser' : role?.rolbypassrls ? 'has BYPASSRLS' : role?.owns ? 'owns the tables' : null;
  if (strength !== null) throw new SettingError(`DATABASE_URL: its role ${strength}, so restaurants would not be walled off; name a role that owns nothing`);
}

async function refuseOldSchema(dataSource: DataSource): Promise<void> {
  const newest = migrations.at(-1)?.name ?? '';
  const [found] = await dataSource.query<{ n: string }[]>(`SELECT count(*) AS n FROM passline.migrations WHERE name = $1`, [newest]).catch(() => []);
  if (found?.n !== '1') throw new SettingError('DATABASE_URL: the schema is not up to date; run "npm run migrate", or give DATABASE_ADMIN_URL');
}
