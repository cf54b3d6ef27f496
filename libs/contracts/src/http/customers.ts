import * as z from 'zod';
import { emailSchema, idSchema, localeSchema, textSchema, utcTimeSchema } from '../primitives.ts';
import { newPasswordSchema } from './auth.ts';
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
    name: textSchema(200).min(1),
    restaurant_id: idSchema.optional(),
    locale: mailLocaleSchema,
  })
  .refine(({ username, password }) => password.toLowerCase() !== username, { path: ['password'], message: 'must not be the e-mail address' })
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof signUpSchema>;

/** The same whether or not the address has an account: what comes of it, the mail tells. */
export const signedUpSchema = z.object({ username: z.string(), status: z.literal('confirmation_pending') }).meta({ id: 'SignedUp' });
export type SignedUp = z.infer<typeof signedUpSchema>;

/** From the link in a mail, where it stands after `#`. */
const linkTokenSchema = z.string().min(1).max(128);

/** `password` is asked for where several sign-ups wait for one address. */
export const confirmSignUpSchema = z.object({ token: linkTokenSchema, password: z.string().min(1).max(1_000).optional() }).meta({ id: 'ConfirmSignUp' });
export type ConfirmSignUp = z.infer<typeof confirmSignUpSchema>;
export const confirmedSchema = z.object({ username: z.string() }).meta({ id: 'Confirmed' });
export type Confirmed = z.infer<typeof confirmedSchema>;

export const askForMailSchema = z.object({ username: usernameSchema, locale: mailLocaleSchema }).meta({ id: 'AskForMail' });
export type AskForMail = z.infer<typeof askForMailSchema>;

export const resetByLinkSchema = z.object({ token: linkTokenSchema, new_password: newPasswordSchema }).meta({ id: 'ResetByLink' });
export type ResetByLink = z.infer<typeof resetByLinkSchema>;

/** All that is kept of a customer; the orders with the contact and address that came with each, newest first. */
export const customerExportSchema = z
  .object({
    exported_at: utcTimeSchema,
    account: z.object({ user_id: idSchema, username: z.string(), name: z.string(), created_at: utcTimeSchema }),
    orders: z.array(orderWithHistorySchema),
  })
  .meta({ id: 'CustomerExport' });
export type CustomerExport = z.infer<typeof customerExportSchema>;
