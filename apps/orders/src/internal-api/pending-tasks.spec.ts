import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { sql } from '#libs/postgres';
import { freshDatabase } from '../../../../tests/support/postgres.ts';
import { connectDatabase } from '../platform/database/connect.ts';
import type { Database } from '../platform/database/database.ts';
import { migrateOrders } from '../platform/database/migrate.ts';
import { NarrowRole } from '../platform/row-level-security/row-level-security.ts';
import { PendingTasksHandler } from './pending-tasks.handler.ts';

let database: Database;
let tasks: PendingTasksHandler;
beforeAll(async () => {
  const { adminUrl, serviceUrl } = await freshDatabase();
  await migrateOrders(adminUrl, serviceUrl);
  database = await connectDatabase({ DATABASE_URL: serviceUrl });
  tasks = new PendingTasksHandler(database);
}, 60_000);
afterAll(() => database.dataSource.destroy());

const erasures = async (): Promise<string[]> =>
  (await tasks.waiting()).erasures.map(({ erasure_id }) => erasure_id);

async function addErasures(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  for (const id of ids)
    await database.asRole(
      NarrowRole.Enrolment,
      sql`INSERT INTO passline.erasures (erasure_id, order_ids, letter_ids) VALUES (${id}, ${[]}, ${[]})`,
    );
  return ids;
}

describe('What waits for the notifier', () => {
  it('is named in turn, however much of it can never be done', async () => {
    const never = await addErasures(20);
    const seen = new Set<string>();
    for (let look = 0; look < 3; look += 1) for (const id of await erasures()) seen.add(id);
    expect([...seen].sort()).toEqual([...never].sort());
    const later = await addErasures(3);
    const done: string[] = [];
    for (let look = 0; look < 4; look += 1) {
      const doable = (await erasures()).filter((id) => later.includes(id));
      done.push(...doable);
      await tasks.taken({ account_emails: [], erasures: doable, exports: [] });
    }
    expect(done.sort()).toEqual([...later].sort());
  });

  it('is named at once, and again each time, where it is little', async () => {
    await tasks.taken({
      account_emails: [],
      erasures: [...(await erasures()), ...(await erasures())],
      exports: [],
    });
    await tasks.taken({ account_emails: [], erasures: await erasures(), exports: [] });
    const [one = ''] = await addErasures(1);
    expect([await erasures(), await erasures()]).toEqual([[one], [one]]);
  });
});
