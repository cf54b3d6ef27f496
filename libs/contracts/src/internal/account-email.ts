import * as z from 'zod';
import { restaurantSchema } from '../http/restaurant.ts';
import { weeklyReportSchema } from './weekly-report.ts';

export const AccountEmailKind = {
  /** Confirms the address of a sign-up. */
  ConfirmSignUp: 'confirm_sign_up',
  /** Tells the owner of an account that someone signed up with its address. */
  AlreadyRegistered: 'already_registered',
  ResetPassword: 'reset_password',
  /** Tells an admin how the restaurant's week was. */
  WeeklyReport: 'weekly_report',
} as const;
export type AccountEmailKind = (typeof AccountEmailKind)[keyof typeof AccountEmailKind];

/**
 * What a mail about an account says. `name` is given only where the account is its reader's; `valid_minutes`
 * says how long the link works, once.
 */
export const accountEmailFactsSchema = z.object({
  kind: z.enum(AccountEmailKind),
  email: z.string(),
  name: z.string(),
  /** As it was written. */
  locale: z.string(),
  restaurant: restaurantSchema.pick({ name: true, phone: true, address: true }).nullable(),
  link: z.string(),
  valid_minutes: z.int().nullable(),
  /** Of a weekly report. */
  weekly: weeklyReportSchema.omit({ restaurant_id: true }).optional(),
});
export type AccountEmailFacts = z.infer<typeof accountEmailFactsSchema>;
export const accountEmailAnswerSchema = z.object({ account_email: accountEmailFactsSchema.nullable() });
export type AccountEmailAnswer = z.infer<typeof accountEmailAnswerSchema>;
