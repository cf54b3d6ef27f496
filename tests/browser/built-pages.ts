import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const vite = [
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'apps/web/vite.config.ts',
  '--logLevel',
  'warn',
  '--emptyOutDir',
];

/**
 * The pages as they are shipped, built into a folder of their own; `remove` deletes it. A process of its own,
 * since Vite's native parts do not run inside Jest's.
 */
export async function buildPages(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'passline-web-'));
  await promisify(execFile)(process.execPath, [...vite, '--outDir', folder], {
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
