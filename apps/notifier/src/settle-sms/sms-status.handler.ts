import { ProblemError, sameSecret } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { type SmsStatus, smsStatusSchema } from './sms-status.request.ts';
import { type Form, twilioSignature } from './twilio-signature.ts';

export interface SmsReport {
  readonly job: string | undefined;
  readonly signature: string | undefined;
  readonly form: Form;
}

/** The text that a report is about, as far as it may be known before its signature is checked. */
type Reported = { readonly id: string; readonly restaurant_id: string; readonly callback_url: string | null };

const failed: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled']);

/** Takes the provider's own word for what came of a text: it settles doubts, and tells of texts that never arrived. */
export class SmsStatusHandler {
  constructor(
    private readonly database: Database,
    private readonly authToken: string | null,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError `forbidden` where the report is not signed by the provider */
  async handle({ job, signature, form }: SmsReport): Promise<void> {
    const reported = job === undefined ? undefined : await this.#find(job);
    if (reported === undefined || !this.#isSigned(reported, signature, form)) {
      throw new ProblemError('forbidden', 'The signature does not fit: only the provider may report on a text.');
    }
    const status = smsStatusSchema.safeParse(form);
    if (status.success) await this.#settle(reported, status.data);
  }

  async #find(job: string): Promise<Reported | undefined> {
    const statement = { name: 'reported_text', text: `SELECT id, restaurant_id, callback_url FROM notifier.notifications WHERE id = $1 AND channel = 'sms'`, values: [job] };
    const [row] = await this.database.asRole<Reported>(NarrowRole.Reports, statement);
    return row;
  }

  #isSigned({ callback_url: url }: Reported, signature: string | undefined, form: Form): boolean {
    if (url === null || signature === undefined || this.authToken === null) return false;
    return sameSecret(signature, twilioSignature(this.authToken, url, form));
  }

  /** A report may overtake the answer to the request itself. Reports come in any order: a failure is the last word. */
  async #settle({ id, restaurant_id }: Reported, { MessageSid, MessageStatus, ErrorCode }: SmsStatus): Promise<void> {
    const statement = failed.has(MessageStatus)
      ? { name: 'reported_failed', text: reportedFailed, values: [id, MessageSid, `${MessageStatus}, code ${ErrorCode ?? 'none'}`] }
      : { name: 'reported_sent', text: reportedSent, values: [id, MessageSid, this.now()] };
    await this.database.ofRestaurant(restaurant_id, statement);
  }
}

const released = 'provider_id = $2, due_at = NULL, lease_owner = NULL, lease_until = NULL';

const reportedFailed = `UPDATE notifier.notifications SET state = 'dead', why = 'undelivered', last_error = $3, ${released}
  WHERE id = $1 AND (state IN ('sending', 'unknown') OR (state = 'sent' AND provider_id = $2))`;

const reportedSent = `UPDATE notifier.notifications SET state = 'sent', why = NULL, sent_at = $3, last_error = NULL, ${released}
  WHERE id = $1 AND state IN ('held', 'sending', 'unknown')`;
