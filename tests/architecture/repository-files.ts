import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './documents.ts';

const repository = join(import.meta.dirname, '../..');

/** All files of the repository, those among them that are not committed yet. */
export function repositoryFiles(): Files {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  return new Map(
    listed
      .split('\0')
      .filter((file) => statSync(join(repository, file), { throwIfNoEntry: false })?.isFile() === true)
      .map((file) => [file, readFileSync(join(repository, file), 'utf8')]),
  );
}
