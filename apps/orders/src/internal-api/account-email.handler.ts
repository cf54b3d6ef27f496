import { Injectable } from '@nestjs/common';
import { type AccountEmailFacts, AccountEmailKind } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { OwnUrl } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccountTokens, linkLife } from '../identity/index.ts';
import { Database, NarrowRole } from '../platform/index.ts';
import { readWeeklyReportEmail } from './read-weekly-report-email.ts';

/** A request with what there is now for its address: an account, or else the sign-up that it is about. */
type Asked = {
  readonly kind: 'sign_up' | 'confirmation' | 'password_reset';
  readonly username: string;
  readonly locale: string | null;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly role: Role | null;
  readonly disabled: boolean;
  readonly sign_up_id: string | null;
  readonly restaurant_name: string | null;
  readonly restaurant_phone: string | null;
  readonly restaurant_address: string | null;
  readonly restaurant_locale: string | null;
};

/**
 * Says what a mail about an account is, when it is about to leave; not before, so that it is true, and its
 * link no older than the mail.
 */
@Injectable()
export class AccountEmailHandler {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccountTokens,
    private readonly publicUrl: OwnUrl,
  ) {}

  /** @returns null where there is nothing to say: no account to reset, no sign-up to confirm */
  async handle(id: string): Promise<AccountEmailFacts | null> {
    const [asked] = await this.database.asRole<Asked>(NarrowRole.Enrolment, askedFor(id));
    if (asked === undefined) return readWeeklyReportEmail(this.database, id, this.publicUrl.value);
    if (asked.disabled) return null;
    if (asked.kind === 'password_reset') return this.#reset(asked);
    return asked.account_id === null
      ? this.#confirmation(asked)
      : this.#mail(asked, AccountEmailKind.AlreadyRegistered, '#forgot', null);
  }

  /** Staff get a new password from their restaurant. */
  async #reset(asked: Asked): Promise<AccountEmailFacts | null> {
    if (asked.account_id === null || asked.role !== Role.Customer) return null;
    const token = await this.tokens.issue({ accountId: asked.account_id });
    return this.#mail(asked, AccountEmailKind.ResetPassword, `#reset=${token}`, linkLife.reset);
  }

  async #confirmation(asked: Asked): Promise<AccountEmailFacts | null> {
    if (asked.sign_up_id === null) return null;
    const token = await this.tokens.issue({ signUpId: asked.sign_up_id });
    return this.#mail(asked, AccountEmailKind.ConfirmSignUp, `#confirm=${token}`, linkLife.signUp);
  }

  /**
   * A name that someone typed at a sign-up is not passed on: the address may be another person's. The token
   * stands behind `#`, which reaches no server's log.
   */
  #mail(asked: Asked, kind: AccountEmailKind, hash: string, valid_minutes: number | null): AccountEmailFacts {
    const { restaurant_name: name, restaurant_phone: phone, restaurant_address: address } = asked;
    return {
      kind,
      email: asked.username,
      name: asked.account_name ?? '',
      locale: asked.locale ?? asked.restaurant_locale ?? 'en',
      restaurant: name === null ? null : { name, phone, address },
      link: `${this.publicUrl.value}/account${hash}`,
      valid_minutes,
    };
  }
}

const askedFor = (id: string): Sql => sql`
  SELECT q.kind, q.username, q.locale, a.account_id, a.name AS account_name, a.role,
    coalesce(a.disabled_at IS NOT NULL, false) AS disabled, s.request_id AS sign_up_id,
    r.name AS restaurant_name, r.phone AS restaurant_phone, r.address AS restaurant_address,
    r.locale AS restaurant_locale
  FROM passline.account_requests q
  LEFT JOIN passline.accounts a ON a.username = q.username
  LEFT JOIN LATERAL (
    SELECT o.request_id, o.restaurant_id FROM passline.account_requests o
    WHERE o.username = q.username AND o.kind = 'sign_up'
      AND (q.kind <> 'sign_up' OR o.request_id = q.request_id)
    ORDER BY o.created_at DESC, o.request_id DESC LIMIT 1) s ON true
  LEFT JOIN passline.restaurants r ON r.restaurant_id = coalesce(a.restaurant_id, s.restaurant_id)
  WHERE q.request_id = ${id}`;
