import { Inject, Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { accessTokenLife, ownAlgorithm, type TokenIssuers } from '#libs/access-tokens';
import type { Account } from '#libs/contracts';
import { KeySet } from './key-set.ts';
import { TOKEN_SETTINGS } from './passport-jwt.ts';

/** Signs the tokens that say who is asking. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: KeySet,
    @Inject(TOKEN_SETTINGS) private readonly issuers: TokenIssuers,
  ) {}

  /** @param sessionId what the token ends with, even before it expires */
  async sign(account: Account, sessionId: string): Promise<string> {
    const { kid, key } = await this.keys.signingKey();
    const { kind, name, role, restaurant_id } = account;
    const scope = account.kind === 'device' ? { scope: account.scopes.join(' ') } : {};
    const duty =
      account.kind === 'staff' && account.must_change_password ? { must_change_password: true } : {};
    return new SignJWT({ use: 'access', kind, name, role, restaurant_id, sid: sessionId, ...scope, ...duty })
      .setProtectedHeader({ alg: ownAlgorithm, kid, typ: 'JWT' })
      .setSubject(account.id)
      .setIssuer(this.issuers.own.issuer)
      .setAudience(this.issuers.own.audience)
      .setIssuedAt()
      .setExpirationTime(`${String(accessTokenLife)}s`)
      .sign(key);
  }
}
