import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The user of the operating system that PostgreSQL runs as where we are root, since it refuses to run as root
 * itself.
 */
const name = 'postgres';

export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom to run PostgreSQL as: null where the present user will do; as root, a system user that is made when
 * missing.
 */
export async function databaseUser(): Promise<DatabaseUser | null> {
  if (process.getuid?.() !== 0) return null;
  await run('id', ['-u', name]).catch(() =>
    run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--user-group', name]),
  );
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error(`the user ${name} could not be looked up`);
  return { uid, gid };
}

/**
 * The command that runs `program` as `user`. In folders closed to others (a clone in /root) it gets the one
 * capability to pass them; the secure bit is for access(2), by which PostgreSQL looks for its own programs
 * and which otherwise disregards capabilities.
 */
export function commandAs(
  user: DatabaseUser | null,
  program: string,
  args: readonly string[],
  data: string,
): readonly [string, readonly string[]] {
  if (user === null) return [program, args];
  const identity = [`--reuid=${String(user.uid)}`, `--regid=${String(user.gid)}`, '--clear-groups'];
  const passage = [program, data].every(isPassable)
    ? []
    : ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--securebits=+no_setuid_fixup'];
  return ['setpriv', [...identity, ...passage, program, ...args]];
}

const passableByAll = 0o001;

function isPassable(path: string): boolean {
  const folder = dirname(resolve(path));
  if ((statSync(folder).mode & passableByAll) === 0) return false;
  return folder === dirname(folder) || isPassable(folder);
}
