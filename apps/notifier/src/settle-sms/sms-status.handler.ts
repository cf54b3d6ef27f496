import type { ConsentLedger } from '../consent/consent-ledger.ts';
import type { Statement } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { optedOutCode } from '../sms/twilio.ts';
import { refuseUnsigned, type SignedForm } from '../sms/twilio-signature.ts';
import { type SmsStatus, smsStatusSchema } from './sms-status.request.ts';

export interface SmsReport extends SignedForm {
  readonly job: string | undefined;
}

/** The text that a report is about, as far as it may be known before its signature is checked. */
type Reported = { readonly id: string; readonly restaurant_id: string; readonly callback_url: string | null };

const failed: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled']);

/** Takes the provider's own word for what came of a text: it settles doubts, and tells of texts that never arrived. */
export class SmsStatusHandler {
  constructor(
    private readonly database: Database,
    private readonly consents: ConsentLedger,
    private readonly authToken: string | null,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError `forbidden` where the report is not signed by the provider */
  async handle({ job, ...signed }: SmsReport): Promise<void> {
    const reported = job === undefined ? undefined : await this.#find(job);
    refuseUnsigned(signed, this.authToken, reported?.callback_url ?? null);
    const status = smsStatusSchema.safeParse(signed.form);
    if (status.success && reported !== undefined) await this.#settle(reported, status.data);
  }

  async #find(job: string): Promise<Reported | undefined> {
    const statement = {
      name: 'reported_text',
      text: `SELECT id, restaurant_id, callback_url FROM notifier.notifications WHERE id = $1 AND channel = 'sms'`,
      values: [job],
    };
    const [row] = await this.database.asRole<Reported>(NarrowRole.Reports, statement);
    return row;
  }

  /** A report may overtake the answer to the request itself. Reports come in any order: a failure is the last word. */
  async #settle(
    { id, restaurant_id }: Reported,
    { MessageSid, MessageStatus, ErrorCode, To }: SmsStatus,
  ): Promise<void> {
    if (ErrorCode === optedOutCode && To !== undefined)
      await this.consents.optOut(To, `the provider's answer ${optedOutCode}`);
    await this.database.ofRestaurant(restaurant_id, this.#settling(id, MessageSid, MessageStatus, ErrorCode));
  }

  #settling(id: string, sid: string, status: string, code = 'none'): Statement {
    if (!failed.has(status))
      return { name: 'reported_sent', text: reportedSent, values: [id, sid, this.now()] };
    if (code === optedOutCode)
      return { name: 'reported_opted_out', text: reportedOptedOut, values: [id, sid] };
    return { name: 'reported_failed', text: reportedFailed, values: [id, sid, `${status}, code ${code}`] };
  }
}

const released = 'provider_id = $2, due_at = NULL, lease_owner = NULL, lease_until = NULL';

const notYetFailed = `id = $1 AND (state IN ('sending', 'unknown') OR (state = 'sent' AND provider_id = $2))`;

const reportedFailed = `UPDATE notifier.notifications SET state = 'dead', why = 'undelivered', last_error = $3, ${released} WHERE ${notYetFailed}`;

const reportedOptedOut = `UPDATE notifier.notifications SET state = 'dropped', why = 'opted_out', last_error = NULL, ${released} WHERE ${notYetFailed}`;

const reportedSent = `UPDATE notifier.notifications SET state = 'sent', why = NULL, sent_at = $3, last_error = NULL, ${released}
  WHERE id = $1 AND state IN ('held', 'sending', 'unknown')`;
