import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Confirmed, ConfirmSignUp } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { deadAccountLink, tokenDigest } from '../account/account-tokens.ts';
import { PasswordGuesses } from '../account/password-guesses.ts';
import { checkPassword } from '../account/passwords.ts';
import { noteForAudit } from '../audit/audit-notes.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { violates } from '../order/order-writer.ts';

type PendingSignUp = { readonly username: string; readonly password_hash: string; readonly rivals: boolean };

/** Makes an account of a sign-up whose address is confirmed. */
@Injectable()
export class ConfirmSignUpHandler {
  constructor(
    private readonly database: Database,
    private readonly guesses: PasswordGuesses,
  ) {}

  /**
   * Someone else may have signed up with this address in the hope that its owner follows their link, and so confirms a password that they know. So
   * where several sign-ups wait, the owner says by the password which one is theirs.
   * @param address where the request comes from
   * @throws ProblemError 404 `link_not_valid`, 403 `password_required`, 409 `username_taken` where the address has got an account meanwhile, 429
   */
  async handle({ token, password }: ConfirmSignUp, address: string): Promise<Confirmed> {
    const pending = await this.#pending(token);
    if (pending === undefined) throw deadAccountLink();
    if (pending.rivals && !(await this.#isTheirs(pending, password, address))) throw passwordRequired();
    return this.#makeAccount(token);
  }

  async #pending(token: string): Promise<PendingSignUp | undefined> {
    const [row] = await this.database.asRole<PendingSignUp>(NarrowRole.Enrolment, {
      name: 'pending_sign_up',
      text: `SELECT r.username, r.password_hash,
          EXISTS (SELECT FROM passline.account_requests o WHERE o.username = r.username AND o.kind = 'sign_up' AND o.request_id <> r.request_id) AS rivals
        FROM passline.account_tokens t JOIN passline.account_requests r ON r.request_id = t.sign_up_id WHERE t.token_hash = $1 AND t.expires_at > now() AND r.kind = 'sign_up'`,
      values: [tokenDigest(token)],
    });
    return row;
  }

  async #isTheirs(
    { username, password_hash }: PendingSignUp,
    password: string | undefined,
    address: string,
  ): Promise<boolean> {
    return (
      password !== undefined &&
      this.guesses.judge(username, address, () => checkPassword(password_hash, password))
    );
  }

  /** One statement: the account is made of the very sign-up that the link belongs to, and of every sign-up with this address no more is left than that there were mails. */
  async #makeAccount(token: string): Promise<Confirmed> {
    const accountId = newId();
    const statement = { name: 'make_customer', text: makeCustomer, values: [accountId, tokenDigest(token)] };
    const [made] = await this.database
      .asRole<Confirmed>(NarrowRole.Enrolment, statement)
      .catch((error: unknown) => {
        throw violates(error, 'accounts_username_key')
          ? new ProblemError('username_taken', 'This address has an account already; log in with it.')
          : error;
      });
    if (made === undefined) throw deadAccountLink();
    noteForAudit({ target_id: accountId });
    return made;
  }
}

/** Who comes second with the same link waits for the first, and finds nothing. */
const makeCustomer = `
  WITH confirmed AS (
    SELECT r.username, r.name, r.password_hash, r.restaurant_id FROM passline.account_tokens t JOIN passline.account_requests r ON r.request_id = t.sign_up_id
    WHERE t.token_hash = $2 AND t.expires_at > now() AND r.kind = 'sign_up' FOR UPDATE OF r
  ), spent AS (
    DELETE FROM passline.account_tokens WHERE sign_up_id IN (SELECT request_id FROM passline.account_requests WHERE username IN (SELECT username FROM confirmed))
  ), done AS (
    UPDATE passline.account_requests SET kind = 'confirmation', name = NULL, password_hash = NULL WHERE kind = 'sign_up' AND username IN (SELECT username FROM confirmed)
  )
  INSERT INTO passline.accounts (account_id, restaurant_id, role, username, name, password_hash)
  SELECT $1, restaurant_id, 'customer', username, name, password_hash FROM confirmed RETURNING username`;

const passwordRequired = (): ProblemError =>
  new ProblemError(
    'password_required',
    'Several sign-ups wait for this address: send the password that you chose, too.',
  );
