import { randomBytes } from 'node:crypto';
import { sql } from '#libs/postgres';
import type { Database } from '../database/database.ts';

/** A secret that all instances share, such as the key of tracking links: whoever comes first makes it. */
export async function keptSecret(database: Database, name: string): Promise<Buffer> {
  await database.ofNobody(
    sql`INSERT INTO passline.secrets (name, value) VALUES (${name}, ${randomBytes(32)})
      ON CONFLICT DO NOTHING`,
  );
  const [kept] = await database.ofNobody<{ value: Buffer }>(
    sql`SELECT value FROM passline.secrets WHERE name = ${name}`,
  );
  if (kept === undefined) throw new Error(`the secret ${name} was not kept`);
  return kept.value;
}
