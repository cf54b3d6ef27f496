import { Injectable } from '@nestjs/common';
import type { Account, ChangePassword, Login, Refresh, Session } from '#libs/contracts';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccessTokens, accessTokenLife } from '../account/access-tokens.ts';
import { AccountEntity } from '../account/account.entity.ts';
import { checkPassword, hashPassword } from '../account/passwords.ts';
import { RefreshTokens } from '../account/refresh-tokens.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** From a password, or an unspent refresh token, to a pair of tokens. */
@Injectable()
export class LogInHandler {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
  ) {}

  /** @throws ProblemError 401, the same for a wrong name and a wrong password; 403 where a one-time password has to be changed first */
  async logIn({ username, password }: Login): Promise<Session> {
    const account = await this.#find({ username: username.trim().toLowerCase() });
    const right = await checkPassword(account?.passwordHash, password);
    if (account === null || !right || account.disabledAt !== null) throw wrongLogin();
    return this.#session(account, await this.refreshTokens.first(account.accountId));
  }

  /** @throws ProblemError 401 for a token that is unknown, expired or spent; one that is spent ends all that came from its log-in */
  async refresh({ refresh_token }: Refresh): Promise<Session> {
    const next = await this.refreshTokens.trade(refresh_token);
    const account = next && (await this.#find({ accountId: next.accountId }));
    if (!next || account?.disabledAt !== null) throw new ProblemError('unauthenticated', 'This refresh token is not valid, or no longer; log in again.');
    return this.#session(account, next.token);
  }

  /** @throws ProblemError 401 for a wrong old password, 400 where the new one is the old one */
  async changePassword({ id }: Account, { old_password, new_password }: ChangePassword): Promise<Session> {
    const account = await this.#find({ accountId: id });
    if (account === null || !(await checkPassword(account.passwordHash, old_password))) throw wrongLogin();
    if (old_password === new_password) throw invalidRequest([{ path: ['new_password'], message: 'must differ from the old one' }]);
    const changed = { passwordHash: await hashPassword(new_password), mustChangePassword: false };
    await this.database.transactionAs(NarrowRole.Login, (manager) => manager.update(AccountEntity, { accountId: id }, changed));
    return this.#session({ ...account, ...changed }, await this.refreshTokens.first(id));
  }

  #find(by: { username: string } | { accountId: string }): Promise<AccountEntity | null> {
    return this.database.transactionAs(NarrowRole.Login, (manager) => manager.findOneBy(AccountEntity, by));
  }

  async #session(entity: AccountEntity, refreshToken: string): Promise<Session> {
    const account = accountOf(entity);
    const { id: user_id, role, restaurant_id, name } = account;
    const access_token = await this.tokens.sign(account);
    return { access_token, token_type: 'Bearer', expires_in: accessTokenLife, refresh_token: refreshToken, user: { user_id, role, restaurant_id, name } };
  }
}

const wrongLogin = (): ProblemError => new ProblemError('unauthenticated', 'This username and password do not belong together.');

function accountOf({ accountId: id, restaurantId, role, name, mustChangePassword }: AccountEntity): Account {
  if (role === Role.Customer) return { kind: 'customer', id, name, role, restaurant_id: restaurantId };
  if (restaurantId === null) throw new Error(`the staff account ${id} belongs to no restaurant`);
  return { kind: 'staff', id, name, role, restaurant_id: restaurantId, ...(mustChangePassword ? { must_change_password: true } : {}) };
}
