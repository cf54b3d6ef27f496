import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Says where the workers' PostgreSQL lies. None is started before a spec asks. */
export default async function prepare() {
  process.env.PASSLINE_TEST_POSTGRES = await mkdtemp(join(tmpdir(), 'passline-postgres-'));
}
