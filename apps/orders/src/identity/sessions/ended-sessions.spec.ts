import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { sql } from '#libs/postgres';
import { createLogger } from '#libs/service-kit';
import { eventually } from '../../../../../tests/support/eventually.ts';
import { migratedDatabase } from '../../../../../tests/support/postgres.ts';
import { connectDatabase } from '../../platform/database/connect.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { DatabaseSignals } from '../../platform/database/database-signals.ts';
import { NarrowRole } from '../../platform/row-level-security/row-level-security.ts';
import { endAccountTokens } from '../accounts/account-tokens.ts';
import { EndedSessions, endSession, endSessions } from './ended-sessions.ts';

let database: Database;
let serviceUrl: string;

beforeAll(async () => {
  const fresh = await migratedDatabase();
  const { adminUrl } = fresh;
  ({ serviceUrl } = fresh);
  database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
});
afterAll(() => database.close());
afterEach(() => {
  jest.restoreAllMocks();
});

/** Whom PostgreSQL takes the transaction for, before and after some work. */
const around = async (transaction: Transaction, work: () => Promise<unknown>): Promise<string[]> => {
  const standing = sql`SELECT current_user || ' in ' || current_setting('app.restaurant_id', true) AS who`;
  const [before] = await transaction.query<{ who: string }>(standing);
  await work();
  const [after] = await transaction.query<{ who: string }>(standing);
  return [before?.who ?? '', after?.who ?? ''];
};

describe('Who takes somebody’s sessions or links away in the middle of a transaction', () => {
  it.each([
    [
      'the sessions of an account',
      (of: Transaction) => endSessions(of, { accountId: newId() }, 'logged_out'),
    ],
    ['one session', (of: Transaction) => endSession(of, newId())],
    ['the links of an account', (of: Transaction) => endAccountTokens(of, newId())],
  ])('gives back the role that it found, after %s', async (_, end) => {
    const restaurantId = newId();
    const [before, after] = await database.transactionOf(restaurantId, (transaction) =>
      around(transaction, () => end(transaction)),
    );
    expect(before).toContain(restaurantId);
    expect(after).toBe(before);
  });
});

describe('What another instance ends', () => {
  const end = (id: string): Promise<unknown> =>
    database.transactionAs(NarrowRole.Login, (transaction) => endSession(transaction, id));

  it('is known as soon as the database signals it, and told to whoever asks what ended lately', async () => {
    const signals = new DatabaseSignals({ DATABASE_URL: serviceUrl }, createLogger('orders', 'silent'));
    const sessions = new EndedSessions(database, signals);
    signals.onApplicationBootstrap();
    await eventually(() => signals.isListening, 'the signals');
    const id = newId();
    // Nothing but the signal makes it look: it was not started.
    await end(id);
    await eventually(() => sessions.has(id), 'the ended session');
    expect(await sessions.endedLately(5)).toContain(id);
    await signals.beforeApplicationShutdown();
  });

  it('is known without a signal too, and from before it was started', async () => {
    const before = newId();
    await end(before);
    const sessions = new EndedSessions(
      database,
      new DatabaseSignals({ DATABASE_URL: serviceUrl }, createLogger('orders', 'silent')),
    );
    await sessions.onApplicationBootstrap();
    expect([sessions.has(before), (await sessions.endedLately(1_500)).includes(before)]).toEqual([
      true,
      true,
    ]);
    const later = newId();
    await end(later);
    await eventually(() => sessions.has(later), 'the session that ended later');
    sessions.beforeApplicationShutdown();
  });

  it('is told for as long as was asked', async () => {
    const { sessions, at } = await started();
    const [old, recent] = [newId(), newId()];
    at(-60_000);
    sessions.remember([old]);
    at(0);
    sessions.remember([recent]);
    const told = async (seconds: number): Promise<string[]> =>
      (await sessions.endedLately(seconds)).filter((id) => id === old || id === recent);
    expect([await told(30), await told(61)]).toEqual([[recent], [old, recent]]);
  });

  it('is not told as the truth where the database has not been heard for a while', async () => {
    const { sessions, at } = await started();
    jest.spyOn(database, 'asRole').mockRejectedValue(new Error('no way to the database'));
    at(4_000);
    await expect(sessions.endedLately(30)).resolves.toEqual(expect.any(Array));
    at(6_000);
    await expect(sessions.endedLately(30)).rejects.toThrow('no way to the database');
  });

  it('is looked for once at a time, and once more, however often it is signalled', async () => {
    const { sessions, signal } = await started();
    const asked = jest.spyOn(database, 'asRole');
    const id = newId();
    for (let times = 0; times < 20; times += 1) signal();
    await end(id);
    signal();
    await eventually(() => sessions.has(id), 'the ended session');
    expect(asked.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('ends the wait of whoever asks for what is newer than a cursor, and nothing older does', async () => {
    const { sessions, signal } = await started();
    const cursor = sessions.cursor;
    let isOver = false;
    const waited = sessions.untilNewer(cursor, 60_000).then(() => (isOver = true));
    sessions.remember([]);
    await sessions.endedLately(1);
    expect([isOver, sessions.cursor]).toEqual([false, cursor]);
    const id = newId();
    await end(id);
    signal();
    await waited;
    expect(await sessions.endedLately(30)).toContain(id);
    // Whoever asks with what it was given before is answered at once.
    await sessions.untilNewer(cursor, 60_000);
  });

  it.each([
    ['another instance’s cursor', () => `${newId()}.0`],
    [
      'a database that was not heard for a while',
      ({ sessions, at }: Started) => {
        at(6_000);
        return sessions.cursor;
      },
    ],
    [
      'an instance that stops',
      ({ sessions }: Started) => {
        sessions.beforeApplicationShutdown();
        return sessions.cursor;
      },
    ],
  ])('is not waited for with %s', async (_, cursorOf) => {
    const world = await started();
    await world.sessions.untilNewer(cursorOf(world), 60_000);
  });

  it('is signalled where a row was added, and not where there was none to add', async () => {
    const heard: string[] = [];
    const listener = new pg.Client({ connectionString: serviceUrl });
    await listener.connect();
    listener.on('notification', ({ payload = '' }) => heard.push(payload));
    await listener.query('LISTEN passline_signals');
    const id = newId();
    await end(id);
    await end(id);
    await listener.query("NOTIFY passline_signals, 'the last'");
    await eventually(() => heard.includes('the last'), 'the last signal');
    expect(heard).toEqual(['ended_sessions', 'the last']);
    await listener.end();
  });
});

interface Started {
  readonly sessions: EndedSessions;
  readonly at: (ms: number) => void;
  readonly signal: () => void;
}

/** Sessions that know what the database has, and look for nothing by the clock, which can be moved. */
async function started(): Promise<Started> {
  const signals = new DatabaseSignals({ DATABASE_URL: serviceUrl }, createLogger('orders', 'silent'));
  const on = jest.spyOn(signals, 'on');
  const sessions = new EndedSessions(database, signals);
  const clock = jest.spyOn(globalThis, 'setInterval').mockReturnValueOnce({} as NodeJS.Timeout);
  await sessions.onApplicationBootstrap();
  clock.mockRestore();
  const now = performance.now();
  return {
    sessions,
    at: (ms) => void jest.spyOn(performance, 'now').mockReturnValue(now + ms),
    signal: () => on.mock.calls[0]?.[1](),
  };
}
