import type { DataSource } from 'typeorm';
import { ProblemError, sameSecret } from '#libs/service-kit';
import { Notification } from '../notification/notification.entity.ts';
import { type SmsStatus, smsStatusSchema } from './sms-status.request.ts';
import { type Form, twilioSignature } from './twilio-signature.ts';

export interface SmsReport {
  readonly job: string | undefined;
  readonly signature: string | undefined;
  readonly form: Form;
}

const failed: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled']);
const released = { dueAt: null, leaseOwner: null, leaseUntil: null } as const;

/** Takes the provider's own word for what came of a text: it settles doubts, and tells of texts that never arrived. */
export class SmsStatusHandler {
  constructor(
    private readonly dataSource: DataSource,
    private readonly authToken: string | null,
    private readonly now: () => Date,
  ) {}

  /** @throws ProblemError `forbidden` where the report is not signed by the provider */
  async handle({ job, signature, form }: SmsReport): Promise<void> {
    const notification = job === undefined ? null : await this.dataSource.getRepository(Notification).findOneBy({ id: job, channel: 'sms' });
    if (notification === null || !this.#isSigned(notification, signature, form)) {
      throw new ProblemError('forbidden', 'The signature does not fit: only the provider may report on a text.');
    }
    const status = smsStatusSchema.safeParse(form);
    if (status.success) await this.#settle(notification, status.data);
  }

  #isSigned({ callbackUrl }: Notification, signature: string | undefined, form: Form): boolean {
    if (callbackUrl === null || signature === undefined || this.authToken === null) return false;
    return sameSecret(signature, twilioSignature(this.authToken, callbackUrl, form));
  }

  /** A report may overtake the answer to the request itself. Reports come in any order: a failure is the last word. */
  async #settle({ id }: Notification, { MessageSid, MessageStatus, ErrorCode }: SmsStatus): Promise<void> {
    const end = failed.has(MessageStatus)
      ? ({ state: 'dead', why: 'undelivered', lastError: `${MessageStatus}, code ${ErrorCode ?? 'none'}` } as const)
      : ({ state: 'sent', sentAt: this.now(), lastError: null } as const);
    const update = this.dataSource.getRepository(Notification).createQueryBuilder().update().set({ ...end, ...released, providerId: MessageSid });
    const mayEnd = end.state === 'dead' ? `(state IN ('sending', 'unknown') OR (state = 'sent' AND provider_id = :sid))` : `state IN ('held', 'sending', 'unknown')`;
    await update.where(`id = :id AND ${mayEnd}`, { id, sid: MessageSid }).execute();
  }
}
