import { isDatabaseUnavailable } from '#libs/postgres';
import { SettingError } from './settings.ts';

/** Answers of PostgreSQL that mean: this URL is wrong, as its role, its database or its role's rights are. */
const refusals: ReadonlySet<unknown> = new Set(['28P01', '28000', '3D000', '42501']);

/**
 * For a `catch` around a first connection: where its URL is to blame, the setting is named in one line.
 * @throws SettingError, or what it was given
 */
export const blaming =
  (setting: 'DATABASE_URL' | 'DATABASE_ADMIN_URL') =>
  (error: unknown): never => {
    if (!(error instanceof Error)) throw error;
    if (isDatabaseUnavailable(error))
      throw new SettingError(`${setting}: the database cannot be reached (${error.message})`, {
        cause: error,
      });
    if ('code' in error && refusals.has(error.code))
      throw new SettingError(`${setting}: ${error.message}`, { cause: error });
    throw error;
  };
