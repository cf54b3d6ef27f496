import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { SecretEntity } from './secret.entity.ts';

/** A secret that all instances share: whoever comes first makes it. */
export async function keptSecret(database: Database, name: string): Promise<Buffer> {
  const secrets = database.dataSource.getRepository(SecretEntity);
  await secrets
    .createQueryBuilder()
    .insert()
    .values({ name, value: randomBytes(32) })
    .orIgnore()
    .execute();
  return (await secrets.findOneByOrFail({ name })).value;
}
