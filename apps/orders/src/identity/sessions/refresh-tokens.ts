import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { SessionEnd } from '#libs/contracts';
import { nothing, type Sql, sql } from '#libs/postgres';
import { Database, NarrowRole, noteForAudit, type Transaction } from '../../platform/index.ts';
import { accountColumns, type AccountRow } from '../accounts/account-row.ts';
import { EndedSessions, endSessions } from './ended-sessions.ts';
import { refreshTokenColumns, type RefreshTokenRow } from './refresh-token-row.ts';

const life = 30 * 24 * 3_600_000;

/** A session as it goes on: the account as it stands now, and the token for the next trade. */
export interface Continued {
  readonly account: AccountRow;
  readonly sessionId: string;
  readonly token: string;
}

/** Sessions and their refresh tokens, each good for one trade. */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  /**
   * The first token of a new session.
   * @param checked the account that the password was checked against
   * @returns null where the account was disabled, or got another password, since
   */
  first(checked: Pick<AccountRow, 'accountId' | 'passwordHash'>): Promise<Continued | null> {
    return this.database.transactionAs(NarrowRole.Login, async (transaction) => {
      const account = await heldAccount(transaction, checked.accountId);
      return account?.passwordHash === checked.passwordHash ? issue(transaction, account, newId()) : null;
    });
  }

  /**
   * Spends a token for the next of its session. One that was spent before has been in two hands: the session
   * ends.
   * @returns how it goes on, or why it does not
   */
  async trade(token: string): Promise<Trade['next']> {
    const { next, ended } = await this.database.transactionAs(NarrowRole.Login, (transaction) =>
      trade(transaction, token),
    );
    this.endedSessions.remember(ended);
    return next;
  }

  /** Ends the session of a token, spent or not; nothing where there is none. */
  async end(token: string): Promise<void> {
    const ended = await this.database.transactionAs(NarrowRole.Login, async (transaction) => {
      const found = await findToken(transaction, digest(token));
      if (found === undefined) return [];
      noteForAudit({ target_id: found.accountId });
      await heldAccount(transaction, found.accountId);
      return endSessions(transaction, { sessionId: found.familyId }, 'logged_out');
    });
    this.endedSessions.remember(ended);
  }
}

interface Trade {
  readonly next: Continued | SessionOver;
  readonly ended: readonly string[];
}

/** A session that does not go on; null where it is not known, or why is not. */
export interface SessionOver {
  readonly because: SessionEnd | null;
}

const refused = (because: SessionEnd | null): Trade => ({ next: { because }, ended: [] });

async function trade(transaction: Transaction, token: string): Promise<Trade> {
  const tokenHash = digest(token);
  const known = await findToken(transaction, tokenHash);
  if (known !== undefined) noteForAudit({ target_id: known.accountId });
  if (known?.endedBecause) return refused(known.endedBecause);
  const account = known && (await heldAccount(transaction, known.accountId));
  const spent = account && (await findToken(transaction, tokenHash, sql`FOR UPDATE`));
  if (!spent || spent.expiresAt.getTime() <= Date.now()) return refused(null);
  if (spent.endedBecause !== null) return refused(spent.endedBecause);
  if (spent.spentAt !== null) {
    noteForAudit({ event: 'session.replayed', restaurant_id: account.restaurantId });
    const ended = await endSessions(transaction, { sessionId: spent.familyId }, 'used_twice');
    return { next: { because: 'used_twice' }, ended };
  }
  await transaction.query(
    sql`UPDATE passline.refresh_tokens SET spent_at = ${new Date()} WHERE token_hash = ${tokenHash}`,
  );
  return { next: await issue(transaction, account, spent.familyId), ended: [] };
}

async function findToken(
  transaction: Transaction,
  tokenHash: Buffer,
  held: Sql = nothing,
): Promise<RefreshTokenRow | undefined> {
  const [found] = await transaction.query<RefreshTokenRow>(
    sql`SELECT ${refreshTokenColumns.selected()} FROM passline.refresh_tokens
      WHERE token_hash = ${tokenHash} ${held}`,
  );
  return found;
}

/**
 * The account, held until the transaction ends; null where it is disabled. Whoever begins, goes on with or
 * ends a session holds it before they touch its tokens: they come one after the other, and no session slips
 * by.
 */
async function heldAccount(transaction: Transaction, accountId: string): Promise<AccountRow | null> {
  const [account] = await transaction.query<AccountRow>(
    sql`SELECT ${accountColumns.selected()} FROM passline.accounts
      WHERE account_id = ${accountId} FOR NO KEY UPDATE`,
  );
  return account?.disabledAt === null ? account : null;
}

async function issue(transaction: Transaction, account: AccountRow, sessionId: string): Promise<Continued> {
  const token = randomBytes(32).toString('base64url');
  const { accountId } = account;
  const row = {
    tokenHash: digest(token),
    accountId,
    familyId: sessionId,
    expiresAt: new Date(Date.now() + life),
    spentAt: null,
    endedBecause: null,
  };
  await transaction.query(
    sql`INSERT INTO passline.refresh_tokens (${refreshTokenColumns.names})
      VALUES (${refreshTokenColumns.values(row)})`,
  );
  return { account, sessionId, token };
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
