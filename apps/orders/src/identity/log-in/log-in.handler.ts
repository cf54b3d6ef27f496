import { Injectable } from '@nestjs/common';
import type { Account, ChangePassword, Login, Refresh, Session, SessionEnd } from '#libs/contracts';
import { accessTokenLife } from '#libs/access-tokens';
import { type Sql, sql } from '#libs/postgres';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccessTokens } from '../tokens/access-tokens.ts';
import { accountColumns, type AccountRow } from '../accounts/account-row.ts';
import { endAccountTokens } from '../accounts/account-tokens.ts';
import { EndedSessions, endSessions } from '../sessions/ended-sessions.ts';
import { PasswordGuesses } from '../accounts/password-guesses.ts';
import { checkPassword, hashPassword } from '../accounts/passwords.ts';
import { type Continued, RefreshTokens, type SessionOver } from '../sessions/refresh-tokens.ts';
import { Database, NarrowRole, noteForAudit } from '../../platform/index.ts';

/** From a password, or an unspent refresh token, to a pair of tokens. */
@Injectable()
export class LogInHandler {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly endedSessions: EndedSessions,
    private readonly guesses: PasswordGuesses,
  ) {}

  /**
   * @param address where the request comes from
   * @throws ProblemError 401, the same for a wrong name and a wrong password; 429 where too many were wrong
   */
  async logIn({ username, password }: Login, address: string): Promise<Session> {
    const name = username.trim().toLowerCase();
    const account = await this.#find(sql`username = ${name}`);
    if (account !== null) noteForAudit({ target_id: account.accountId, restaurant_id: account.restaurantId });
    const right = await this.guesses.judge(name, address, () =>
      checkPassword(account?.passwordHash, password),
    );
    const session = right && account !== null ? await this.refreshTokens.first(account) : null;
    if (session === null) throw wrongLogin();
    return this.#session(session);
  }

  /**
   * @throws ProblemError 401 for a token that is unknown, expired or spent; one that is spent ends all that
   * came from its log-in
   */
  async refresh({ refresh_token }: Refresh): Promise<Session> {
    const next = await this.refreshTokens.trade(refresh_token);
    if ('because' in next) throw sessionOver(next);
    return this.#session(next);
  }

  /**
   * Ends every other session of the account.
   * @throws ProblemError 401 for a wrong old password, 400 where the new one is the old one, 429
   */
  async changePassword(
    { id }: Account,
    { old_password, new_password }: ChangePassword,
    address: string,
  ): Promise<Session> {
    const account = await this.#find(sql`account_id = ${id}`);
    const right = await this.guesses.judge(id, address, () =>
      checkPassword(account?.passwordHash, old_password),
    );
    if (account === null || !right) throw wrongLogin();
    if (old_password === new_password)
      throw invalidRequest([{ path: ['new_password'], message: 'must differ from the old one' }]);
    const passwordHash = await hashPassword(new_password);
    await this.#replacePassword(account, passwordHash);
    const session = await this.refreshTokens.first({ ...account, passwordHash });
    if (session === null) throw wrongLogin();
    return this.#session(session);
  }

  async #replacePassword({ accountId, passwordHash: old }: AccountRow, passwordHash: string): Promise<void> {
    const ended = await this.database.transactionAs(NarrowRole.Login, async (transaction) => {
      const changed = await transaction.query(
        sql`UPDATE passline.accounts SET ${accountColumns.set({ passwordHash, mustChangePassword: false })}
          WHERE account_id = ${accountId} AND password_hash = ${old} RETURNING account_id`,
      );
      if (changed.length !== 1) throw wrongLogin();
      await endAccountTokens(transaction, accountId);
      return endSessions(transaction, { accountId }, 'password_changed');
    });
    this.endedSessions.remember(ended);
  }

  async #find(condition: Sql): Promise<AccountRow | null> {
    const [account] = await this.database.asRole<AccountRow>(
      NarrowRole.Login,
      sql`SELECT ${accountColumns.selected()} FROM passline.accounts WHERE ${condition}`,
    );
    return account ?? null;
  }

  async #session({ account: entity, sessionId, token }: Continued): Promise<Session> {
    const account = accountOf(entity);
    const { id: user_id, role, restaurant_id, name } = account;
    const access_token = await this.tokens.sign(account, sessionId);
    return {
      access_token,
      token_type: 'Bearer',
      expires_in: accessTokenLife,
      refresh_token: token,
      user: { user_id, role, restaurant_id, name },
    };
  }
}

const wrongLogin = (): ProblemError =>
  new ProblemError(
    'unauthenticated',
    'This username and password do not belong together. A new customer confirms the e-mail address first, by the link in the mail.',
  );

function accountOf({ accountId: id, restaurantId, role, name, mustChangePassword }: AccountRow): Account {
  if (role === Role.Customer) return { kind: 'customer', id, name, role, restaurant_id: restaurantId };
  if (restaurantId === null) throw new Error(`the staff account ${id} belongs to no restaurant`);
  return {
    kind: 'staff',
    id,
    name,
    role,
    restaurant_id: restaurantId,
    ...(mustChangePassword ? { must_change_password: true } : {}),
  };
}

const overBecause: Readonly<Record<SessionEnd, string>> = {
  password_changed: 'The password was changed',
  password_reset: 'The password was reset',
  role_changed: 'The role of this account was changed',
  account_shut: 'This account was shut',
  logged_out: 'This session was logged out',
  used_twice: 'This refresh token was used twice, by which its session ended',
};

const sessionOver = ({ because }: SessionOver): ProblemError =>
  new ProblemError(
    'unauthenticated',
    `${because === null ? 'This refresh token is not valid, or no longer' : overBecause[because]}; log in again.`,
    because === null ? {} : { ended_because: because },
  );
