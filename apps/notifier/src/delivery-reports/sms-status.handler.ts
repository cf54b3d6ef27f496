import { Inject, Injectable } from '@nestjs/common';
import { type Sql, sql } from '#libs/postgres';
import { ConsentLedger } from '../consent/index.ts';
import { Database, NarrowRole } from '../database/index.ts';
import { type NotifierSettings, twilioOf } from '../notifier.config.ts';
import { CLOCK, type Clock, SETTINGS } from '../platform/index.ts';
import { optedOutCode, refuseUnsigned, type SignedForm } from '../providers/index.ts';
import { type SmsStatus, smsStatusSchema } from './sms-status.request.ts';

export interface SmsReport extends SignedForm {
  readonly job: string | undefined;
}

/** The text that a report is about, as far as it may be known before its signature is checked. */
type Reported = { readonly id: string; readonly restaurant_id: string; readonly callback_url: string | null };

const failed: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled']);

/**
 * Takes the provider's own word for what came of a text: it settles doubts, and names texts that never
 * arrived.
 */
@Injectable()
export class SmsStatusHandler {
  constructor(
    private readonly database: Database,
    private readonly consents: ConsentLedger,
    @Inject(SETTINGS) private readonly settings: NotifierSettings,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws ProblemError `forbidden` where the report is not signed by the provider */
  async handle({ job, ...signed }: SmsReport): Promise<void> {
    const reported = job === undefined ? undefined : await this.#find(job);
    const authToken = twilioOf(this.settings)?.authToken ?? null;
    refuseUnsigned(signed, authToken, reported?.callback_url ?? null);
    const status = smsStatusSchema.safeParse(signed.form);
    if (status.success && reported !== undefined) await this.#settle(reported, status.data);
  }

  async #find(job: string): Promise<Reported | undefined> {
    const [row] = await this.database.asRole<Reported>(
      NarrowRole.Reports,
      sql`
        SELECT id, restaurant_id, callback_url FROM notifier.notifications
        WHERE id = ${job} AND channel = 'sms'`,
    );
    return row;
  }

  /**
   * A report may overtake the answer to the request itself. Reports come in any order: a failure is the last
   * word.
   */
  async #settle({ id, restaurant_id }: Reported, status: SmsStatus): Promise<void> {
    const { ErrorCode, To } = status;
    if (ErrorCode === optedOutCode && To !== undefined)
      await this.consents.optOut(To, `the provider's answer ${optedOutCode}`);
    await this.database.ofRestaurant(restaurant_id, this.#settling(id, status));
  }

  #settling(id: string, { MessageSid: sid, MessageStatus: status, ErrorCode: code }: SmsStatus): Sql {
    const released = sql`provider_id = ${sid}, due_at = NULL, lease_owner = NULL, lease_until = NULL`;
    if (!failed.has(status))
      return sql`
        UPDATE notifier.notifications
        SET state = 'sent', why = NULL, sent_at = ${this.now()}, last_error = NULL, ${released}
        WHERE id = ${id} AND state IN ('held', 'sending', 'unknown')`;
    const end =
      code === optedOutCode
        ? sql`state = 'dropped', why = 'opted_out', last_error = NULL`
        : sql`state = 'dead', why = 'undelivered', last_error = ${`${status}, code ${code ?? 'none'}`}`;
    return sql`
      UPDATE notifier.notifications SET ${end}, ${released}
      WHERE id = ${id} AND (state IN ('sending', 'unknown') OR (state = 'sent' AND provider_id = ${sid}))`;
  }
}
