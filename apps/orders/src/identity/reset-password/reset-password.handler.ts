import { Injectable } from '@nestjs/common';
import { type Done, type ResetByLink } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { invalidRequest } from '#libs/service-kit';
import { accountColumns } from '../accounts/account-row.ts';
import { deadAccountLink, endAccountTokens, tokenDigest } from '../accounts/account-tokens.ts';
import { EndedSessions, endSessions } from '../sessions/ended-sessions.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { Database, NarrowRole, noteForAudit, type Transaction } from '../../platform/index.ts';

/** Gives an account another password by a link that was sent to its address. */
@Injectable()
export class ResetPasswordHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  /** @throws ProblemError 404 `link_not_valid`; 400 where the password is the address itself */
  async handle({ token, new_password }: ResetByLink): Promise<Done> {
    const username = await this.#usernameOf(token);
    if (new_password.toLowerCase() === username)
      throw invalidRequest([{ path: ['new_password'], message: 'must not be the e-mail address' }]);
    const passwordHash = await hashPassword(new_password);
    const ended = await this.database.transactionAs(NarrowRole.Enrolment, (transaction) =>
      replacePassword(transaction, token, passwordHash),
    );
    this.endedSessions.remember(ended);
    return {};
  }

  /** Looked for first, so that nobody makes us hash passwords for links that do not exist. */
  async #usernameOf(token: string): Promise<string> {
    const [row] = await this.database.asRole<{ username: string }>(
      NarrowRole.Enrolment,
      sql`SELECT a.username
        FROM passline.account_tokens t JOIN passline.accounts a ON a.account_id = t.account_id
        WHERE t.token_hash = ${tokenDigest(token)} AND t.expires_at > now()`,
    );
    if (row === undefined) throw deadAccountLink();
    return row.username;
  }
}

/** @returns the sessions that it ended */
async function replacePassword(
  transaction: Transaction,
  token: string,
  passwordHash: string,
): Promise<string[]> {
  const [spent] = await transaction.query<{ account_id: string }>(
    sql`DELETE FROM passline.account_tokens WHERE token_hash = ${tokenDigest(token)} AND expires_at > now()
      RETURNING account_id`,
  );
  if (spent === undefined) throw deadAccountLink();
  const { account_id: accountId } = spent;
  noteForAudit({ target_id: accountId });
  await endAccountTokens(transaction, accountId);
  return transaction.as(NarrowRole.Login, async () => {
    const changed = await transaction.query(
      sql`UPDATE passline.accounts SET ${accountColumns.set({ passwordHash, mustChangePassword: false })}
        WHERE account_id = ${accountId} AND disabled_at IS NULL RETURNING account_id`,
    );
    if (changed.length !== 1) throw deadAccountLink();
    return endSessions(transaction, { accountId }, 'password_reset');
  });
}
