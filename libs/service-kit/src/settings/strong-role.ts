import { type Sql, sql } from '#libs/postgres';
import { SettingError } from './settings.ts';

type Ask = (query: Sql) => Promise<readonly Strength[]>;

interface Strength {
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  readonly owns: boolean;
}

/**
 * Refuses to work as someone whom row-level security does not bind.
 * @param ask asks the database, as the role that the service logs in as
 * @throws SettingError that says why the role is too strong
 */
export async function refuseStrongRole(ask: Ask, schema: string): Promise<void> {
  const [role] = await ask(sql`
    SELECT rolsuper, rolbypassrls, EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${schema} AND pg_has_role(session_user, c.relowner, 'MEMBER')) AS owns
    FROM pg_roles WHERE rolname = session_user`);
  const strength = role?.rolsuper
    ? 'is a superuser'
    : role?.rolbypassrls
      ? 'has BYPASSRLS'
      : role?.owns
        ? 'owns the tables'
        : null;
  if (strength !== null)
    throw new SettingError(
      `DATABASE_URL: its role ${strength}, so restaurants would not be walled off; name a role that owns nothing`,
    );
}
