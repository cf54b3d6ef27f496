import { join } from 'node:path';
import * as z from 'zod';
import {
  databaseUrlSchema,
  httpUrlSchema,
  listenShape,
  millisecondsSchema,
  serviceClientShape,
  SettingError,
  urlSchema,
} from '#libs/service-kit';
import { kafkaShape } from '#libs/messaging';
import { rateLimitsSchema } from '#libs/rate-limits';

const twilioNames = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;

/** The address in "Name <address>", or the whole. */
const addressIn = (from: string): string => (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim();

const mailFromSchema = z
  .string()
  .refine(
    (from) => z.email().safeParse(addressIn(from)).success,
    'must be an e-mail address, such as "orders@example.com"',
  );

/** How messages leave; the same in every set-up. */
export const messagingShape = {
  SMTP_URL: urlSchema('smtp', 'smtps').optional(),
  MAIL_FROM: mailFromSchema.optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_API_URL: httpUrlSchema.default('https://api.twilio.com'),
  NOTIFY_HOLD_MS: millisecondsSchema.default(8_000),
  PASSLINE_DATA: z.string().default('.passline'),
};

/** What the notifier needs, however it is run. */
export const notifierSettingsSchema = z.object(messagingShape).superRefine(checkProviders);
export type NotifierSettings = z.infer<typeof notifierSettingsSchema>;

/** The settings of a notifier that runs as a process of its own. */
export const notifierServiceSettingsSchema = z
  .object({
    ...listenShape,
    ...serviceClientShape,
    ...messagingShape,
    DATABASE_URL: databaseUrlSchema,
    DATABASE_ADMIN_URL: databaseUrlSchema.optional(),
    ORDERS_URL: httpUrlSchema,
    RATE_LIMITS: rateLimitsSchema,
    ...kafkaShape,
  })
  .superRefine(checkProviders);
export type NotifierServiceSettings = z.infer<typeof notifierServiceSettingsSchema>;

type ProviderSettings = z.infer<z.ZodObject<typeof messagingShape>>;

function checkProviders(settings: ProviderSettings, context: z.RefinementCtx): void {
  const need = (name: string, because: string): void =>
    context.addIssue({ code: 'custom', path: [name], message: `is needed ${because}` });
  if (settings.SMTP_URL !== undefined && settings.MAIL_FROM === undefined)
    need('MAIL_FROM', 'with SMTP_URL: the address that mail comes from');
  const missing = twilioNames.filter((name) => settings[name] === undefined);
  if (missing.length < twilioNames.length)
    for (const name of missing) need(name, 'with the other TWILIO_ settings');
}

export interface SmtpSettings {
  readonly url: string;
  readonly sender: string;
}

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number, a sender's name, or a messaging service ("MG…"). */
  readonly from: string;
  readonly apiUrl: string;
}

/** Null where mail is not to be sent by SMTP. */
export function smtpOf({ SMTP_URL: url, MAIL_FROM: from }: NotifierSettings): SmtpSettings | null {
  return url === undefined || from === undefined ? null : { url, sender: addressIn(from) };
}

/** Whose address mail comes from, that of a mailbox too. */
export const senderOf = (settings: NotifierSettings): string =>
  smtpOf(settings)?.sender ?? 'orders@passline.invalid';

/** Null where texts are not to be sent by Twilio. */
export function twilioOf(settings: NotifierSettings): TwilioSettings | null {
  const {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_FROM: from,
    TWILIO_API_URL: apiUrl,
  } = settings;
  return accountSid === undefined || authToken === undefined || from === undefined
    ? null
    : { accountSid, authToken, from, apiUrl };
}

export const mailboxFolder = ({ PASSLINE_DATA: data }: NotifierSettings): string => join(data, 'mailbox');

/** @throws SettingError where there is no way at all to reach customers */
export function refuseWithoutProviders(settings: NotifierSettings): void {
  if (smtpOf(settings) === null && twilioOf(settings) === null) {
    throw new SettingError(
      `SMTP_URL: is needed with MAIL_FROM, or ${twilioNames.join(', ')}: without them no message would reach a customer`,
    );
  }
}
