import { blaming, refuseStrongRole, serviceRoleIn } from '#libs/service-kit';
import { createInsightsDataSource, type DataSourceOptions } from './data-source.ts';
import { Database } from './database.ts';
import { checkInsightsSchema, migrateInsights } from './migrate-insights.ts';

export interface DatabaseOptions extends DataSourceOptions {
  /** The owner's URL: given, the schema is brought up to date and the role of `url` is made. */
  readonly adminUrl?: string | undefined;
}

/**
 * Connects as the service's role.
 * @throws SettingError where the schema is not up to date and nobody may migrate it, or the role may do less
 * or more than the service needs
 */
export async function connectInsights({ adminUrl, ...options }: DatabaseOptions): Promise<Database> {
  if (adminUrl !== undefined) await migrateFor(options.url, adminUrl).catch(blaming('DATABASE_ADMIN_URL'));
  const dataSource = await createInsightsDataSource(options).initialize().catch(blaming('DATABASE_URL'));
  try {
    await refuseStrongRole(({ text, values }) => dataSource.query(text, values), 'insights');
    await checkInsightsSchema(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource);
}

const migrateFor = async (url: string, adminUrl: string): Promise<void> =>
  migrateInsights({ ...serviceRoleIn(url, adminUrl), adminUrl });
