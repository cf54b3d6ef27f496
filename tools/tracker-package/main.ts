import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { declarations } from './declarations.ts';

const repository = join(import.meta.dirname, '../../..');
const shipped = join(repository, 'libs/tracker/dist');
const script = 'order-status-tracker.js';

/**
 * Adds to the built package what Vite does not make: its types; and puts the one-file element where the pages
 * are served from.
 */
async function main(): Promise<void> {
  for (const [place, text] of declarations()) {
    const file = join(shipped, 'types', place);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await copyFile(join(shipped, script), join(repository, 'dist/apps/web', script));
}

await main();
