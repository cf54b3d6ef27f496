import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { type Cost, costOf, planModes } from '../../../../tests/support/plans.ts';
import { migratedDatabase } from '../../../../tests/support/postgres.ts';
import { raw, type Sql, sql } from '#libs/postgres';
import { AccountEmailQueue } from '../account-emails/index.ts';
import { connectNotifier } from '../notifier.database.ts';
import { type Database, migrateNotifier } from '../database/index.ts';
import type { DueWork } from './due-work.ts';
import { NotificationQueue } from './notification-queue.ts';
import type { QueuedMessage } from './queued-message.entity.ts';
import { Worker } from './worker.ts';

// Real here: PostgreSQL with its policies and plans, and the service's role. Messages are made up in SQL.
const waiting = 20_000;
const now = new Date('2026-03-01T10:00:00.000Z');
const worker = new Worker(() => now, { leaseMs: 1_500, lookUpAfterMs: 0, graceMs: 0 });

type Lane = Pick<DueWork<QueuedMessage>, 'take' | 'nextWork' | 'giveUpInterrupted'>;
const lanes = {
  'e-mails about orders': (database: Database): Lane => new NotificationQueue(database, worker).due('email'),
  'texts about orders': (database: Database): Lane => new NotificationQueue(database, worker).due('sms'),
  'e-mails about accounts': (database: Database): Lane => new AccountEmailQueue(database, worker).due,
};
const steps = {
  'taking what is due': (lane: Lane) => lane.take(8),
  'the moment of the next work': (lane: Lane) => lane.nextWork(),
  'giving up what was interrupted': (lane: Lane) => lane.giveUpInterrupted([]),
};

let owner: pg.Client;
let service: pg.Client;
let database: Database;

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  await migrateNotifier({ adminUrl, serviceRole: 'passline' });
  owner = new pg.Client({ connectionString: adminUrl });
  service = new pg.Client({ connectionString: serviceUrl });
  await Promise.all([owner.connect(), service.connect()]);
  database = await connectNotifier({ url: serviceUrl });
}, 60_000);
afterAll(() => Promise.all([owner.end(), service.end(), database.close()]));

const seconds = (count: string): string =>
  `timestamptz '${now.toISOString()}' + (${count}) * interval '1 second'`;

/**
 * Half of them due, the first of which are in somebody's hand: taken, being sent, or long since left behind.
 */
const backlog = `
  WITH message AS (
    SELECT n, gen_random_uuid() AS id, ${seconds(`n - ${String(waiting / 2)}`)} AS at,
      CASE WHEN n <= 20 THEN gen_random_uuid() END AS lease_owner,
      CASE WHEN n <= 20 THEN ${seconds('n - 5')} END AS lease_until,
      CASE WHEN n BETWEEN 11 AND 20 THEN 'sending' ELSE 'held' END AS state
    FROM generate_series(1, ${String(waiting)}) AS n
  ), event AS (
    INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
    SELECT n, gen_random_uuid(), gen_random_uuid(), 1, 'x', at FROM message RETURNING *
  ), notification AS (
    INSERT INTO notifier.notifications (id, event_id, channel, order_id, restaurant_id, order_number, version,
      moment, state, due_at, deadline_at, created_at, lease_owner, lease_until)
    SELECT gen_random_uuid(), event_id, channel, order_id, restaurant_id, 'X', 1, 'ready', state,
      CASE WHEN state = 'held' THEN at END, at + interval '1 day', at, lease_owner, lease_until
    FROM message JOIN event ON event_id = n::text, unnest(ARRAY['email', 'sms']) AS channel
  )
  INSERT INTO notifier.letters (id, state, due_at, deadline_at, created_at, lease_owner, lease_until)
  SELECT id, state, CASE WHEN state = 'held' THEN at END, at + interval '1 day', at, lease_owner, lease_until
  FROM message`;

/** The same database, which tells what each statement costs and leaves all as it is. */
function costing(mode: (typeof planModes)[number], costs: Cost[]): Database {
  const asRole: Database['asRole'] = async (role, statement) => {
    await service.query(`SET ROLE ${role}`);
    costs.push(await costOf(service, mode, statement as Sql));
    await service.query('RESET ROLE');
    return [];
  };
  return Object.assign(Object.create(database) as Database, { asRole });
}

describe('with 20,000 messages waiting in each lane,', () => {
  beforeAll(async () => {
    await owner.query(backlog);
    await owner.query('VACUUM ANALYZE notifier.notifications, notifier.letters');
  }, 60_000);
  afterAll(() => owner.query('TRUNCATE notifier.inbox, notifier.notifications, notifier.letters'));

  const all = Object.entries(lanes).flatMap(([lane, of]) =>
    Object.entries(steps).flatMap(([step, take]) =>
      planModes.map((mode) => ({ lane, of, step, take, mode })),
    ),
  );
  it.each(all)('$step reads few of $lane, with $mode', async ({ of, take, mode }) => {
    const costs: Cost[] = [];
    await take(of(costing(mode, costs)));
    expect(costs).toHaveLength(1);
    expect(costs.filter(({ rows, pages }) => rows > 100 || pages > 500)).toEqual([]);
  });
});

describe('the moment of the next work', () => {
  const at = fc.integer({ min: -9, max: 9 });
  const message = fc.oneof(
    fc.record({ state: fc.constantFrom('held', 'unknown'), due: at, lease: fc.option(at) }),
    fc.record({ state: fc.constant('sending'), due: fc.constant(null), lease: at }),
    fc.record({
      state: fc.constantFrom('sent', 'unknown'),
      due: fc.constant(null),
      lease: fc.constant(null),
    }),
  );

  it('is when the first message is due that nobody has in hand, or the first lease is over', async () => {
    const { due } = new AccountEmailQueue(database, worker);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 6 }), async (messages) => {
        await owner.query('TRUNCATE notifier.letters');
        await owner.query(sql`
          INSERT INTO notifier.letters (id, state, due_at, deadline_at, created_at, lease_owner, lease_until)
          SELECT gen_random_uuid(), state, ${raw(seconds('due'))}, now(), now(), gen_random_uuid(),
            ${raw(seconds('lease'))}
          FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m (state text, due int, lease int)`);
        const moments = messages.flatMap(({ state, due, lease }) => {
          if (due === null && state !== 'sending') return [];
          return [now.getTime() + 1_000 * Math.max(due ?? -Infinity, lease ?? -Infinity)];
        });
        const first = moments.length === 0 ? null : Math.min(...moments);
        expect((await due.nextWork())?.getTime() ?? null).toBe(first);
      }),
      { numRuns: 60 },
    );
  });
});
