import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from './binaries.ts';
import { commandAs, databaseUser } from './database-user.ts';

const run = promisify(execFile);
let closed: string;

beforeAll(async () => {
  // As mkdtemp makes it: open to its owner alone.
  closed = await mkdtemp(join(tmpdir(), 'passline-closed-'));
  await cp(join(dirname((await findBinaries()).initdb), '..'), join(closed, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
});
afterAll(() => rm(closed, { recursive: true, force: true }));

describe('the user that PostgreSQL runs as', () => {
  it('may run it from a folder that is closed to others, such as a clone in /root', async () => {
    const program = join(closed, 'native/bin/initdb');
    // initdb looks for `postgres` beside itself before it says its version.
    const [command, args] = commandAs(
      await databaseUser(),
      program,
      ['-D', join(closed, 'data'), '--no-sync', '--show'],
      join(closed, 'data'),
    );
    const { stderr } = await run(command, [...args], { cwd: '/' });
    expect(stderr).not.toContain('Permission denied');
    expect(stderr).toContain('share');
  });
});
