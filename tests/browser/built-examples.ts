import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const examplesFolder = join(import.meta.dirname, '../../libs/tracker/examples');
const vite = [
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  join(examplesFolder, 'vite.config.ts'),
  '--logLevel',
  'warn',
  '--emptyOutDir',
];

/**
 * The examples with a framework, built with the package as it is published, into a folder of their own;
 * `remove` deletes it.
 */
export async function buildExamples(
  passlineUrl: string,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'passline-examples-'));
  const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', VITE_PASSLINE_URL: passlineUrl };
  await promisify(execFile)(process.execPath, [...vite, '--outDir', folder], { env });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
