import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Done, type ResetByLink } from '#libs/contracts';
import { invalidRequest } from '#libs/service-kit';
import { AccountEntity } from '../account/account.entity.ts';
import { deadAccountLink, endAccountTokens, tokenDigest } from '../account/account-tokens.ts';
import { EndedSessions, endSessions } from '../account/ended-sessions.ts';
import { hashPassword } from '../account/passwords.ts';
import { noteForAudit } from '../audit/audit-notes.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

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
    const ended = await this.database.transactionAs(NarrowRole.Enrolment, (manager) =>
      replacePassword(manager, token, passwordHash),
    );
    this.endedSessions.remember(ended);
    return {};
  }

  /** Looked for first, so that nobody makes us hash passwords for links that do not exist. */
  async #usernameOf(token: string): Promise<string> {
    const [row] = await this.database.asRole<{ username: string }>(NarrowRole.Enrolment, {
      name: 'account_of_token',
      text: `SELECT a.username FROM passline.account_tokens t JOIN passline.accounts a ON a.account_id = t.account_id WHERE t.token_hash = $1 AND t.expires_at > now()`,
      values: [tokenDigest(token)],
    });
    if (row === undefined) throw deadAccountLink();
    return row.username;
  }
}

/** @returns the sessions that it ended */
async function replacePassword(
  manager: EntityManager,
  token: string,
  passwordHash: string,
): Promise<string[]> {
  const [[spent]] = await manager.query<[{ account_id: string }[], number]>(
    'DELETE FROM passline.account_tokens WHERE token_hash = $1 AND expires_at > now() RETURNING account_id',
    [tokenDigest(token)],
  );
  if (spent === undefined) throw deadAccountLink();
  noteForAudit({ target_id: spent.account_id });
  await endAccountTokens(manager, spent.account_id);
  await manager.query(`SET LOCAL ROLE ${NarrowRole.Login}`);
  const { affected } = await manager
    .createQueryBuilder()
    .update(AccountEntity)
    .set({ passwordHash, mustChangePassword: false })
    .where('account_id = :id AND disabled_at IS NULL', { id: spent.account_id })
    .execute();
  if (affected !== 1) throw deadAccountLink();
  return endSessions(manager, { accountId: spent.account_id });
}
