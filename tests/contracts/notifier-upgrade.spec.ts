import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { migrateSchema, sql } from '#libs/postgres';
import { createDataSource, migrations } from '../../apps/notifier/src/database/data-source.ts';
import { NarrowRole, rowLevelSecurity } from '../../apps/notifier/src/database/row-level-security.ts';
import { connectNotifier, createNotifierDataSource, Database } from '../../apps/notifier/src/index.ts';
import { eventually } from '../support/eventually.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';

/** What this release adds: a notifier of the release before knows nothing of it. */
const added = ['DescribeTables1768000000000', 'LeasedMessages1768100000000'];
const restaurantId = '0190a000-0000-7000-8000-000000000001';

let base: TestDatabase;
let owner: pg.Pool;
/** As a notifier of the release before has it. */
let before: Database;

beforeAll(async () => {
  base = await freshDatabase();
  const { username, password } = new URL(base.serviceUrl);
  await migrateSchema({
    adminUrl: base.adminUrl,
    serviceRole: decodeURIComponent(username),
    servicePassword: decodeURIComponent(password),
    rowLevelSecurity,
    dataSource: (url) =>
      new DataSource({
        ...createDataSource({ url, poolSize: 1, statementTimeout: 0 }).options,
        migrations: migrations.filter(({ name }) => !added.includes(name)),
      }),
  });
  owner = new pg.Pool({ connectionString: base.adminUrl, max: 2 });
  before = new Database(await createNotifierDataSource({ url: base.serviceUrl, poolSize: 4 }).initialize());
}, 60_000);
afterAll(async () => {
  await before.close();
  await owner.end();
});

/** Ingests an event, takes its message in hand, and notes down that it was sent. */
async function notifyAsBefore(): Promise<void> {
  const [eventId, orderId, id, now, lease] = [newId(), newId(), newId(), new Date(), newId()];
  const until = new Date(now.getTime() + 60_000);
  await before.asRole(
    NarrowRole.Ingest,
    sql`WITH ingested AS (
        INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
        VALUES (${eventId}, ${orderId}, ${restaurantId}, 2, 'passline.order.status_changed.v1', ${now})
        RETURNING event_id)
      INSERT INTO notifier.notifications (
        id, event_id, channel, order_id, restaurant_id, order_number, version, moment, state, due_at,
        deadline_at, created_at)
      SELECT ${id}, event_id, 'sms', ${orderId}, ${restaurantId}, 'OLD-1', 2, 'ready', 'held', ${now}, ${until},
        ${now} FROM ingested`,
  );
  const taken = await before.asRole(
    NarrowRole.Due,
    sql`UPDATE notifier.notifications SET lease_owner = ${lease}, lease_until = ${until}
      WHERE id = ${id} AND state = 'held' RETURNING id`,
  );
  expect(taken).toHaveLength(1);
  for (const state of ['sending', 'sent'])
    await before.ofRestaurant(
      restaurantId,
      sql`UPDATE notifier.notifications SET state = ${state}, due_at = NULL, attempts = 1,
        lease_owner = ${state === 'sent' ? null : lease}, lease_until = ${state === 'sent' ? null : until}
        WHERE id = ${id} AND lease_owner = ${lease}`,
    );
}

/** Answers an account request with a mail, and gives it up. */
async function mailAsBefore(): Promise<void> {
  const [id, now] = [newId(), new Date()];
  await before.asRole(
    NarrowRole.AccountEmails,
    sql`INSERT INTO notifier.letters (id, state, due_at, deadline_at, created_at)
      VALUES (${id}, 'held', ${now}, ${now}, ${now})`,
  );
  for (const [state, why] of [
    ['sending', null],
    ['dead', 'refused'],
  ] as const)
    await before.asRole(
      NarrowRole.AccountEmails,
      sql`UPDATE notifier.letters SET state = ${state}, why = ${why}, due_at = NULL, lease_until = ${now}
        WHERE id = ${id}`,
    );
}

const count = async (where: string): Promise<number | undefined> => {
  const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int FROM notifier.${where}`);
  return rows[0]?.count;
};

describe('the messages of a notifier, while a new release migrates its tables and starts', () => {
  const done = { messages: 0, mails: 0 };
  const started: Database[] = [];
  afterAll(() => Promise.all(started.map((database) => database.close())));
  const makesProgress = async (): Promise<void> => {
    const { messages, mails } = done;
    await eventually(
      () => done.messages > messages + 20 && done.mails > mails + 20,
      'the release before to go on',
    );
  };

  it('go on to be ingested, taken and sent by the release before, and nothing is refused', async () => {
    let isOver = false;
    const write = async (name: keyof typeof done, once: () => Promise<void>): Promise<void> => {
      for (; !isOver; done[name] += 1) await once();
    };
    const writers = [
      write('messages', notifyAsBefore),
      write('messages', notifyAsBefore),
      write('mails', mailAsBefore),
    ];
    // Someone reads the messages for long: what waits for the reader holds up nobody else.
    const report = await owner.connect();
    await report.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await report.query('SELECT count(*) FROM notifier.notifications');
    const start = () => connectNotifier({ url: base.serviceUrl, adminUrl: base.adminUrl });
    try {
      const starts = Promise.all([start(), start()]);
      await eventually(async () => {
        const { rows } = await owner.query(
          "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'INDEX CONCURRENTLY'",
        );
        return rows.length > 0;
      }, 'an index that waits for the report');
      await makesProgress();
      await report.query('COMMIT');
      started.push(...(await starts));
      await makesProgress();
    } finally {
      await report.query('ROLLBACK');
      report.release();
      isOver = true;
      await Promise.all(writers);
    }
  }, 60_000);

  it('are all there', async () => {
    expect({
      inbox: await count('inbox'),
      messages: await count("notifications WHERE state = 'sent' AND lease_until IS NULL"),
      mails: await count("letters WHERE state = 'dead'"),
    }).toEqual({ inbox: done.messages, messages: done.messages, mails: done.mails });
  });

  it('are found by indexes that are whole', async () => {
    const { rows } = await owner.query(
      `SELECT indexrelid::regclass::text AS name, indisvalid AS whole FROM pg_index
        WHERE indexrelid::regclass::text IN ('notifier.notifications_leased', 'notifier.letters_leased')
        ORDER BY name`,
    );
    expect(rows).toEqual([
      { name: 'notifier.letters_leased', whole: true },
      { name: 'notifier.notifications_leased', whole: true },
    ]);
  });
});
