import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { sql } from '#libs/postgres';
import { createLogger } from '#libs/service-kit';
import { eventually } from '../../../../tests/support/eventually.ts';
import { migratedDatabase } from '../../../../tests/support/postgres.ts';
import { connectDatabase } from '../platform/database/connect.ts';
import type { Database } from '../platform/database/database.ts';
import { DatabaseSignals } from '../platform/database/database-signals.ts';
import { migrateOrders } from '../platform/database/migrate.ts';
import { NarrowRole } from '../platform/row-level-security/row-level-security.ts';
import { PendingTasksHandler } from './pending-tasks.handler.ts';

let database: Database;
let signals: DatabaseSignals;
let tasks: PendingTasksHandler;
beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  await migrateOrders(adminUrl, serviceUrl);
  database = await connectDatabase({ DATABASE_URL: serviceUrl });
  signals = new DatabaseSignals({ DATABASE_URL: serviceUrl }, createLogger('orders', 'silent'));
  tasks = new PendingTasksHandler(database, signals);
  signals.onApplicationBootstrap();
  await eventually(() => signals.isListening, 'the signals');
}, 60_000);
afterAll(async () => {
  await signals.beforeApplicationShutdown();
  await database.dataSource.destroy();
});
afterEach(() => {
  jest.restoreAllMocks();
});

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
    await eventually(async () => (await erasures()).includes(one), 'the new one');
    expect([await erasures(), await erasures()]).toEqual([[one], [one]]);
  });

  it('is read where a row has come, whoever wrote it, and not while none does', async () => {
    await tasks.taken({ account_emails: [], erasures: await erasures(), exports: [] });
    expect(await erasures()).toEqual([]);
    const asked = jest.spyOn(database, 'asRole');
    for (let look = 0; look < 5; look += 1) expect(await erasures()).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
    const [one = ''] = await addErasures(1);
    await eventually(async () => (await erasures()).includes(one), 'the new one');
    await tasks.taken({ account_emails: [], erasures: [one], exports: [] });
  });

  it.each([
    ['account_requests', 'account_emails'],
    ['exports', 'exports'],
  ] as const)('is read where it has come into %s', async (table, kind) => {
    expect((await tasks.waiting())[kind]).toEqual([]);
    const id = newId();
    await database.asRole(
      table === 'exports' ? NarrowRole.Exports : NarrowRole.Enrolment,
      table === 'exports'
        ? sql`INSERT INTO passline.exports (export_id, account_id) VALUES (${id}, ${newId()})`
        : sql`INSERT INTO passline.account_requests (request_id, kind, username, locale)
            VALUES (${id}, 'password_reset', 'ana@example.com', 'en')`,
    );
    await eventually(async () => (await tasks.waiting())[kind].includes(id), 'the new one');
  });

  describe('where the notifier waits for it', () => {
    /** Nor is a signal still on its way: they come in the order of the commits. */
    const nothingLeft = async (): Promise<void> => {
      const { account_emails, exports } = await tasks.waiting();
      await tasks.taken({ account_emails, erasures: await erasures(), exports });
      const heard = new Promise<void>((resolve) => {
        signals.on('erasures', () => {
          resolve();
        });
      });
      await database.notify("passline_signals, 'erasures'");
      await heard;
      expect(await erasures()).toEqual([]);
    };

    it('is named as soon as it has come', async () => {
      await nothingLeft();
      let isAnswered = false;
      const answer = tasks.waiting(60_000).finally(() => (isAnswered = true));
      await database.notify('passline_outbox');
      expect(isAnswered).toBe(false);
      const [one = ''] = await addErasures(1);
      expect((await answer).erasures.map(({ erasure_id }) => erasure_id)).toEqual([one]);
      // What is there is not waited for.
      expect((await tasks.waiting(60_000)).erasures).toHaveLength(1);
    });

    it('is read once more at the end of the wait, for a signal may be lost', async () => {
      await nothingLeft();
      const hold = tasks.waiting(2_500);
      const asked = jest.spyOn(database, 'asRole');
      expect((await hold).erasures).toEqual([]);
      expect(asked).toHaveBeenCalledTimes(3);
    });

    it('is not waited for while signals may be lost', async () => {
      await nothingLeft();
      jest.spyOn(signals, 'isListening', 'get').mockReturnValue(false);
      expect((await tasks.waiting(60_000)).erasures).toEqual([]);
    });

    it('is not waited for by an instance that stops', async () => {
      await nothingLeft();
      const other = new PendingTasksHandler(database, signals);
      const answer = other.waiting(60_000);
      other.beforeApplicationShutdown();
      expect((await answer).erasures).toEqual([]);
    });
  });

  it('is read at each look while signals may be lost', async () => {
    await tasks.taken({ account_emails: [], erasures: await erasures(), exports: [] });
    await tasks.waiting();
    jest.spyOn(signals, 'isListening', 'get').mockReturnValue(false);
    const asked = jest.spyOn(database, 'asRole');
    await tasks.waiting();
    expect(asked).toHaveBeenCalled();
  });
});
