import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { Database, NarrowRole, type Transaction } from '../../platform/index.ts';

/**
 * What a link in a mail is good for: to make an account of a sign-up, or to give an account another password.
 */
export type TokenUse = { readonly signUpId: string } | { readonly accountId: string };

/** How long the links work, in minutes. */
export const linkLife = { signUp: 24 * 60, reset: 60 } as const;

/**
 * Links by which people show that an address is theirs. They exist only in the mail: kept is a digest, and
 * each works once.
 */
@Injectable()
export class AccountTokens {
  constructor(private readonly database: Database) {}

  /** @returns the token, for the mail that is leaving now */
  async issue(use: TokenUse): Promise<string> {
    const token = newToken();
    const [signUpId, accountId, minutes] =
      'signUpId' in use ? [use.signUpId, null, linkLife.signUp] : [null, use.accountId, linkLife.reset];
    await this.database.asRole(
      NarrowRole.Enrolment,
      sql`INSERT INTO passline.account_tokens (token_hash, sign_up_id, account_id, expires_at)
        VALUES (${tokenDigest(token)}, ${signUpId}, ${accountId}, now() + ${minutes} * interval '1 minute')`,
    );
    return token;
  }
}

/** Its end is a letter or digit: mail programs take a `-` or `_` there for what follows the link. */
function newToken(): string {
  const token = randomBytes(32).toString('base64url');
  return /[A-Za-z0-9]$/.test(token) ? token : newToken();
}

export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Makes an account's links useless, within a transaction. */
export async function endAccountTokens(transaction: Transaction, accountId: string): Promise<void> {
  await transaction.as(NarrowRole.Enrolment, () =>
    transaction.query(sql`DELETE FROM passline.account_tokens WHERE account_id = ${accountId}`),
  );
}

export const deadAccountLink = (): ProblemError =>
  new ProblemError(
    'link_not_valid',
    'This link does not work, or no longer: each works once, and not for long. Ask for a new one.',
  );
