import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { sql } from '#libs/postgres';
import { freshDatabase } from '../../../../../tests/support/postgres.ts';
import { connectDatabase } from '../../platform/database/connect.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { endAccountTokens } from '../accounts/account-tokens.ts';
import { endSession, endSessions } from './ended-sessions.ts';

let database: Database;

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await freshDatabase();
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
