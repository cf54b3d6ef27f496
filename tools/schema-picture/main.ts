import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { schemas } from './areas.ts';
import { migratedTables } from './migrated-tables.ts';
import { tablesFile, tablesPage } from './tables-page.ts';

const folder = await mkdtemp(join(tmpdir(), 'passline-schema-'));
const server = await EmbeddedPostgres.start({ folder, settings: { fsync: 'off' } });
try {
  await writeFile(tablesFile, tablesPage(schemas, await migratedTables(server.url())));
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
process.stdout.write(`${tablesFile} is written.\n`);
