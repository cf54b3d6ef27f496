import { Injectable } from '@nestjs/common';
import type { Account, ChangePassword, Login, Refresh, Session } from '#libs/contracts';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccessTokens } from '../account/access-tokens.ts';
import { AccountEntity } from '../account/account.entity.ts';
import { endAccountTokens } from '../account/account-tokens.ts';
import { EndedSessions, endSessions } from '../account/ended-sessions.ts';
import { PasswordGuesses } from '../account/password-guesses.ts';
import { checkPassword, hashPassword } from '../account/passwords.ts';
import { type Continued, RefreshTokens } from '../account/refresh-tokens.ts';
import { accessTokenLife } from '../account/token-life.ts';
import { noteForAudit } from '../audit/audit-notes.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

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
    const account = await this.#find({ username: name });
    if (account !== null) noteForAudit({ target_id: account.accountId, restaurant_id: account.restaurantId });
    const right = await this.guesses.judge(name, address, () =>
      checkPassword(account?.passwordHash, password),
    );
    const session = right && account !== null ? await this.refreshTokens.first(account) : null;
    if (session === null) throw wrongLogin();
    return this.#session(session);
  }

  /** @throws ProblemError 401 for a token that is unknown, expired or spent; one that is spent ends all that came from its log-in */
  async refresh({ refresh_token }: Refresh): Promise<Session> {
    const next = await this.refreshTokens.trade(refresh_token);
    if (next === null)
      throw new ProblemError(
        'unauthenticated',
        'This refresh token is not valid, or no longer; log in again.',
      );
    return this.#session(next);
  }

  /** Ends every other session of the account. @throws ProblemError 401 for a wrong old password, 400 where the new one is the old one, 429 */
  async changePassword(
    { id }: Account,
    { old_password, new_password }: ChangePassword,
    address: string,
  ): Promise<Session> {
    const account = await this.#find({ accountId: id });
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

  async #replacePassword(
    { accountId, passwordHash: old }: AccountEntity,
    passwordHash: string,
  ): Promise<void> {
    const ended = await this.database.transactionAs(NarrowRole.Login, async (manager) => {
      const { affected } = await manager.update(
        AccountEntity,
        { accountId, passwordHash: old },
        { passwordHash, mustChangePassword: false },
      );
      if (affected !== 1) throw wrongLogin();
      await endAccountTokens(manager, accountId);
      return endSessions(manager, { accountId });
    });
    this.endedSessions.remember(ended);
  }

  #find(by: { username: string } | { accountId: string }): Promise<AccountEntity | null> {
    return this.database.transactionAs(NarrowRole.Login, (manager) => manager.findOneBy(AccountEntity, by));
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

function accountOf({ accountId: id, restaurantId, role, name, mustChangePassword }: AccountEntity): Account {
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
