import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Confirmed, ConfirmSignUp } from '#libs/contracts';
import { type Sql, sql, violates } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { deadAccountLink, tokenDigest } from '../accounts/account-tokens.ts';
import { PasswordGuesses } from '../accounts/password-guesses.ts';
import { checkPassword } from '../accounts/passwords.ts';
import { Database, NarrowRole, noteForAudit } from '../../platform/index.ts';

type PendingSignUp = { readonly username: string; readonly password_hash: string; readonly rivals: boolean };

/** Makes an account of a sign-up whose address is confirmed. */
@Injectable()
export class ConfirmSignUpHandler {
  constructor(
    private readonly database: Database,
    private readonly guesses: PasswordGuesses,
  ) {}

  /**
   * Someone else may have signed up with this address in the hope that its owner follows their link, and so
   * confirms a password that they know. So where several sign-ups wait, the owner says by the password which
   * one is theirs.
   * @param address where the request comes from
   * @throws ProblemError 404 `link_not_valid`, 403 `password_required`, 409 `already_confirmed` where the
   * address was confirmed by a link before, or `username_taken` where it has got an account otherwise, 429
   */
  async handle({ token, password }: ConfirmSignUp, address: string): Promise<Confirmed> {
    const pending = await this.#pending(token);
    if (pending === undefined) throw await this.#noSignUp(token);
    if (pending.rivals && !(await this.#isTheirs(pending, password, address))) throw passwordRequired();
    return this.#makeAccount(token);
  }

  async #pending(token: string): Promise<PendingSignUp | undefined> {
    const [row] = await this.database.asRole<PendingSignUp>(
      NarrowRole.Enrolment,
      sql`SELECT r.username, r.password_hash,
          EXISTS (SELECT FROM passline.account_requests o
            WHERE o.username = r.username AND o.kind = 'sign_up' AND o.request_id <> r.request_id) AS rivals
        ${signUpOf(token)}`,
    );
    return row;
  }

  /** A link that is followed again, as people do who have several of them, says so. */
  async #noSignUp(token: string): Promise<ProblemError> {
    const found = await this.database.asRole(
      NarrowRole.Enrolment,
      sql`SELECT ${requestOf(token)} AND r.kind = 'confirmation'`,
    );
    return found.length === 0
      ? deadAccountLink()
      : new ProblemError('already_confirmed', 'This address is confirmed already; log in with it.');
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

  /**
   * One statement: the account is made of the very sign-up that the link belongs to, and of every sign-up
   * with this address no more is left than that there were mails.
   */
  async #makeAccount(token: string): Promise<Confirmed> {
    const accountId = newId();
    const [made] = await this.database
      .asRole<Confirmed>(NarrowRole.Enrolment, makeCustomer(accountId, token))
      .catch((error: unknown) => {
        throw violates(error, 'accounts_username_key')
          ? new ProblemError('username_taken', 'This address has an account already; log in with it.')
          : error;
      });
    if (made === undefined) throw await this.#noSignUp(token);
    noteForAudit({ target_id: accountId });
    return made;
  }
}

/** What a link was asked for by, from FROM on. */
const requestOf = (token: string): Sql => sql`
  FROM passline.account_tokens t JOIN passline.account_requests r ON r.request_id = t.sign_up_id
  WHERE t.token_hash = ${tokenDigest(token)} AND t.expires_at > now()`;

/** The sign-up that a link belongs to, from FROM on: it is none any more once the address is confirmed. */
const signUpOf = (token: string): Sql => sql`${requestOf(token)} AND r.kind = 'sign_up'`;

/** Who comes second with the same link waits for the first, and finds nothing. */
const makeCustomer = (accountId: string, token: string): Sql => sql`
  WITH confirmed AS (
    SELECT r.username, r.name, r.password_hash, r.restaurant_id ${signUpOf(token)} FOR UPDATE OF r
  ), done AS (
    UPDATE passline.account_requests SET kind = 'confirmation', name = NULL, password_hash = NULL
    WHERE kind = 'sign_up' AND username IN (SELECT username FROM confirmed)
  )
  INSERT INTO passline.accounts (account_id, restaurant_id, role, username, name, password_hash)
  SELECT ${accountId}, restaurant_id, 'customer', username, name, password_hash FROM confirmed
  RETURNING username`;

const passwordRequired = (): ProblemError =>
  new ProblemError(
    'password_required',
    'Several sign-ups wait for this address: send the password that you chose, too.',
  );
