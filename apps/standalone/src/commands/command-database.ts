import { SettingError } from '#libs/service-kit';
import { EmbeddedDatabase } from '../embedded-database/embedded-database.ts';
import { readStartSettings } from '../standalone.config.ts';

/** The database that a command works on, and who may do what in it. */
export interface CommandDatabase {
  readonly serviceUrl: string;
  readonly adminUrl?: string | undefined;
}

/**
 * Runs a command on `DATABASE_URL` or, without it, on the embedded database, which is started for the time of
 * the command where it does not run.
 */
export async function onDatabase<T>(work: (database: CommandDatabase) => Promise<T>): Promise<T> {
  const start = readStartSettings(process.env);
  if (start.DATABASE_URL !== undefined)
    return work({ serviceUrl: start.DATABASE_URL, adminUrl: start.DATABASE_ADMIN_URL });
  const embedded = await EmbeddedDatabase.open(start.PASSLINE_DATA);
  return work(embedded).finally(() => embedded.leave());
}

/** Ends the process with one line for what the user can mend. */
export function fail(error: unknown): never {
  const known = error instanceof SettingError || (error instanceof Error && error.constructor !== TypeError);
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
