import { Injectable } from '@nestjs/common';
import type { Done, Erasure, Errands, ErrandsTaken, LetterFacts } from '#libs/contracts';
import { LetterKind } from '#libs/contracts';
import { OwnUrl } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccountTokens, linkLife } from '../account/account-tokens.ts';
import { Database, type Statement } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

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

/** What was asked for, and by which request. */
type Traced = { readonly id: string; readonly trace_id: string | null };

/** Says what a letter is, when it is about to leave; not before, so that it is true, and its link no older than the mail. */
@Injectable()
export class HandOutLettersHandler {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccountTokens,
    private readonly publicUrl: OwnUrl,
  ) {}

  async waiting(): Promise<Errands> {
    const letters = await this.database.asRole<Traced>(NarrowRole.Enrolment, {
      name: 'letters_waiting',
      text: 'SELECT request_id AS id, trace_id FROM passline.account_requests WHERE taken_at IS NULL ORDER BY created_at LIMIT 100',
      values: [],
    });
    const erasures = await this.database.asRole<Erasure>(NarrowRole.Enrolment, {
      name: 'erasures_waiting',
      text: 'SELECT erasure_id, order_ids, letter_ids FROM passline.erasures ORDER BY created_at LIMIT 10',
      values: [],
    });
    const exports = await this.database.asRole<Traced>(NarrowRole.Exports, {
      name: 'exports_waiting',
      text: `SELECT export_id AS id, trace_id FROM passline.exports WHERE answered_at IS NULL AND created_at > now() - interval '30 seconds' ORDER BY created_at LIMIT 20`,
      values: [],
    });
    const traces = [...letters, ...exports].flatMap(({ id, trace_id }) =>
      trace_id === null ? [] : [[id, trace_id] as const],
    );
    return {
      letters: letters.map(({ id }) => id),
      erasures,
      exports: exports.map(({ id }) => id),
      traces: Object.fromEntries(traces),
    };
  }

  async taken({ letters, erasures, exports }: ErrandsTaken): Promise<Done> {
    await this.database.asRole(NarrowRole.Enrolment, {
      name: 'letters_taken',
      text: 'UPDATE passline.account_requests SET taken_at = now() WHERE request_id = ANY ($1::uuid[]) AND taken_at IS NULL',
      values: [letters],
    });
    await this.database.asRole(NarrowRole.Enrolment, {
      name: 'erasures_done',
      text: 'DELETE FROM passline.erasures WHERE erasure_id = ANY ($1::uuid[])',
      values: [erasures],
    });
    await this.database.asRole(NarrowRole.Exports, {
      name: 'exports_answered',
      text: 'UPDATE passline.exports SET answered_at = now() WHERE export_id = ANY ($1::uuid[])',
      values: [exports],
    });
    return {};
  }

  /** @returns null where there is nothing to say: no account to reset, no sign-up to confirm */
  async letter(letterId: string): Promise<LetterFacts | null> {
    const [asked] = await this.database.asRole<Asked>(NarrowRole.Enrolment, askedFor(letterId));
    if (asked === undefined || asked.disabled) return null;
    if (asked.kind === 'password_reset') return this.#reset(asked);
    return asked.account_id === null
      ? this.#confirmation(asked)
      : this.#letter(asked, LetterKind.AlreadyRegistered, '#forgot', null);
  }

  /** Staff get a new password from their restaurant. */
  async #reset(asked: Asked): Promise<LetterFacts | null> {
    if (asked.account_id === null || asked.role !== Role.Customer) return null;
    const token = await this.tokens.issue({ accountId: asked.account_id });
    return this.#letter(asked, LetterKind.ResetPassword, `#reset=${token}`, linkLife.reset);
  }

  async #confirmation(asked: Asked): Promise<LetterFacts | null> {
    if (asked.sign_up_id === null) return null;
    const token = await this.tokens.issue({ signUpId: asked.sign_up_id });
    return this.#letter(asked, LetterKind.ConfirmSignUp, `#confirm=${token}`, linkLife.signUp);
  }

  /** A name that someone typed at a sign-up is not passed on: the address may be another person's. The token stands behind `#`, which reaches no server's log. */
  #letter(asked: Asked, kind: LetterKind, hash: string, valid_minutes: number | null): LetterFacts {
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

const askedFor = (letterId: string): Statement => ({
  name: 'asked_for_letter',
  text: `SELECT q.kind, q.username, q.locale, a.account_id, a.name AS account_name, a.role, coalesce(a.disabled_at IS NOT NULL, false) AS disabled, s.request_id AS sign_up_id,
      r.name AS restaurant_name, r.phone AS restaurant_phone, r.address AS restaurant_address, r.locale AS restaurant_locale
    FROM passline.account_requests q
    LEFT JOIN passline.accounts a ON a.username = q.username
    LEFT JOIN LATERAL (
      SELECT o.request_id, o.restaurant_id FROM passline.account_requests o WHERE o.username = q.username AND o.kind = 'sign_up' AND (q.kind <> 'sign_up' OR o.request_id = q.request_id)
      ORDER BY o.created_at DESC, o.request_id DESC LIMIT 1) s ON true
    LEFT JOIN passline.restaurants r ON r.restaurant_id = coalesce(a.restaurant_id, s.restaurant_id)
    WHERE q.request_id = $1`,
  values: [letterId],
});
