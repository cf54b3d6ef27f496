import * as z from 'zod';
import {
  emailSchema,
  idSchema,
  localeSchema,
  nameSchema,
  statusSchema,
  utcTimeSchema,
} from '../primitives.ts';
import { newPasswordSchema, passwordSchema } from './auth.ts';
import { feedbackSchema } from './feedback.ts';
import { orderWithHistorySchema } from './orders.ts';

/** An e-mail address, of which case does not matter. */
const usernameSchema = emailSchema.toLowerCase();

/** The language of the mail; without one the restaurant's. */
const mailLocaleSchema = localeSchema.optional().meta({ description: 'The language of the mail, BCP 47' });

/** `restaurant_id` is where the customer orders by default. */
export const signUpSchema = z
  .object({
    username: usernameSchema,
    password: newPasswordSchema,
    name: nameSchema,
    restaurant_id: idSchema.optional(),
    locale: mailLocaleSchema,
  })
  .refine(({ username, password }) => password.toLowerCase() !== username, {
    path: ['password'],
    message: 'must not be the e-mail address',
  })
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof signUpSchema>;

/** The same whether or not the address has an account: what comes of it, the mail tells. */
export const signedUpSchema = z
  .object({ username: z.string(), status: z.literal('confirmation_pending') })
  .meta({ id: 'SignedUp' });
export type SignedUp = z.infer<typeof signedUpSchema>;

/** What a customer changes of the account. */
export const renameCustomerSchema = z.object({ name: nameSchema }).meta({ id: 'RenameCustomer' });
export type RenameCustomer = z.infer<typeof renameCustomerSchema>;

export const customerAccountSchema = z
  .object({ user_id: idSchema, username: z.string(), name: z.string() })
  .meta({ id: 'CustomerAccount' });
export type CustomerAccount = z.infer<typeof customerAccountSchema>;

/** From the link in a mail, where it stands after `#`. */
const linkTokenSchema = z.string().min(1).max(128);

/** `password` is asked for where several sign-ups wait for one address. */
export const confirmSignUpSchema = z
  .object({ token: linkTokenSchema, password: passwordSchema.optional() })
  .meta({ id: 'ConfirmSignUp' });
export type ConfirmSignUp = z.infer<typeof confirmSignUpSchema>;
export const confirmedSchema = z.object({ username: z.string() }).meta({ id: 'Confirmed' });
export type Confirmed = z.infer<typeof confirmedSchema>;

export const askForMailSchema = z
  .object({ username: usernameSchema, locale: mailLocaleSchema })
  .meta({ id: 'AskForMail' });
export type AskForMail = z.infer<typeof askForMailSchema>;

export const resetByLinkSchema = z
  .object({ token: linkTokenSchema, new_password: newPasswordSchema })
  .meta({ id: 'ResetByLink' });
export type ResetByLink = z.infer<typeof resetByLinkSchema>;

/**
 * `held` and `sending` are on their way, `unknown` may have arrived, `dropped` was not to be sent, `dead`
 * could not be.
 */
const messageStateSchema = z.enum(['held', 'sending', 'sent', 'dropped', 'unknown', 'dead']);

/** How a message went: `why` it was not sent, where it was not. */
const fateSchema = z.object({
  state: messageStateSchema,
  why: z.string().nullable(),
  created_at: utcTimeSchema,
  sent_at: utcTimeSchema.nullable(),
});

/** A message about an order, without its words; `takes_back` where it corrects an earlier one. */
export const exportedMessageSchema = fateSchema
  .extend({
    order_id: idSchema,
    order_number: z.string(),
    channel: z.enum(['email', 'sms']),
    moment: statusSchema,
    takes_back: z.boolean(),
  })
  .meta({ id: 'ExportedMessage' });
export type ExportedMessage = z.infer<typeof exportedMessageSchema>;

/** A mail about the account. */
export const exportedAccountEmailSchema = fateSchema
  .extend({ letter_id: idSchema })
  .meta({ id: 'ExportedAccountEmail' });
export type ExportedAccountEmail = z.infer<typeof exportedAccountEmailSchema>;

/**
 * What someone said of texts to a number, and by which word; `restaurant_id` is null where it was said to
 * all.
 */
export const textConsentSchema = z
  .object({
    phone: z.string(),
    wanted: z.boolean(),
    source: z.string(),
    restaurant_id: idSchema.nullable(),
    recorded_at: utcTimeSchema,
  })
  .meta({ id: 'TextConsent' });
export type TextConsent = z.infer<typeof textConsentSchema>;

/**
 * All that is kept of a customer; the orders with the contact and address that came with each, newest first,
 * and in that order what was said of them.
 * Messages and letters are newest first, as long as they are kept; consents are those of the numbers that
 * came with the orders, at the restaurants that were given them or at all, oldest first.
 */
export const customerExportSchema = z
  .object({
    exported_at: utcTimeSchema,
    account: z.object({
      user_id: idSchema,
      username: z.string(),
      name: z.string(),
      created_at: utcTimeSchema,
    }),
    orders: z.array(orderWithHistorySchema),
    feedback: z.array(feedbackSchema),
    messages: z.array(exportedMessageSchema),
    letters: z.array(exportedAccountEmailSchema),
    text_consents: z.array(textConsentSchema),
  })
  .meta({ id: 'CustomerExport' });
export type CustomerExport = z.infer<typeof customerExportSchema>;
