import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Stops the workers' PostgreSQL. Starting one that runs takes it over. */
export default async function remove() {
  const folder = process.env.PASSLINE_TEST_POSTGRES;
  const workers = await readdir(folder);
  if (workers.length > 0) {
    const { EmbeddedPostgres } = await import('../../dist/libs/embedded-postgres/src/index.js');
    for (const worker of workers)
      await (await EmbeddedPostgres.start({ folder: join(folder, worker) })).stop();
  }
  await rm(folder, { recursive: true });
}
