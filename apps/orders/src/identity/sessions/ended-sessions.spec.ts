import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { sql } from '#libs/postgres';
import { eventually } from '../../../../../tests/support/eventually.ts';
import { freshDatabase } from '../../../../../tests/support/postgres.ts';
import { connectDatabase } from '../../platform/database/connect.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { DatabaseSignals } from '../../platform/database/database-signals.ts';
import { NarrowRole } from '../../platform/row-level-security/row-level-security.ts';
import { endAccountTokens } from '../accounts/account-tokens.ts';
import { EndedSessions, endSession, endSessions } from './ended-sessions.ts';

let database: Database;
let serviceUrl: string;

beforeAll(async () => {
  const fresh = await freshDatabase();
  const { adminUrl } = fresh;
  ({ serviceUrl } = fresh);
  database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
});
afterAll(() => database.close());

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
    const signals = new DatabaseSignals({ DATABASE_URL: serviceUrl });
    const sessions = new EndedSessions(database, signals);
    signals.onApplicationBootstrap();
    await eventually(() => signals.isListening, 'the signals');
    const id = newId();
    // Nothing but the signal makes it look: it was not started.
    await end(id);
    await eventually(() => sessions.has(id), 'the ended session');
    expect(sessions.endedLately(5)).toContain(id);
    await signals.beforeApplicationShutdown();
  });

  it('is known without a signal too, and from before it was started', async () => {
    const before = newId();
    await end(before);
    const sessions = new EndedSessions(database, new DatabaseSignals({ DATABASE_URL: serviceUrl }));
    await sessions.onApplicationBootstrap();
    expect([sessions.has(before), sessions.endedLately(1_500).includes(before)]).toEqual([true, true]);
    const later = newId();
    await end(later);
    await eventually(() => sessions.has(later), 'the session that ended later');
    sessions.beforeApplicationShutdown();
  });

  it('is told for as long as was asked', async () => {
    const sessions = new EndedSessions(database, new DatabaseSignals({ DATABASE_URL: serviceUrl }));
    const now = jest.spyOn(performance, 'now');
    const [old, recent] = [newId(), newId()];
    now.mockReturnValue(0);
    sessions.remember([old]);
    now.mockReturnValue(60_000);
    sessions.remember([recent]);
    expect([sessions.endedLately(30), sessions.endedLately(61)]).toEqual([[recent], [old, recent]]);
    now.mockRestore();
  });
});
