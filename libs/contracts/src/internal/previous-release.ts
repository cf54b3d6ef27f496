import * as z from 'zod';
import { idSchema } from '../primitives.ts';
import type { AccountEmailAnswer } from './account-email.ts';
import type { ExportedCustomer, PendingTasks, TasksTaken } from './pending-tasks.ts';

/*
 * While an upgrade is rolling, notifiers and gateways of the release before ask an `orders` that is newer
 * than they are, by the names that they know. They are answered for one release: the next one drops this.
 */

export const previousPaths = {
  /** Became `pendingTasks`, and …/taken with it. */
  pendingTasks: '/internal/v1/errands',
  /** Became `accountEmails`. */
  accountEmails: '/internal/v1/letters',
} as const;

/** `within` became `restaurant_id`. */
export const acceptPreviousRequest = (asked: unknown): unknown =>
  typeof asked === 'object' && asked !== null && 'within' in asked
    ? { restaurant_id: asked.within, ...asked }
    : asked;

/** `letters` became `account_emails`, `traces` became `trace_ids`. */
export const asPreviousTasks = ({ account_emails, erasures, exports, trace_ids }: PendingTasks): object => ({
  letters: account_emails,
  erasures: erasures.map(({ account_email_ids, ...erasure }) => ({
    ...erasure,
    letter_ids: account_email_ids,
  })),
  exports,
  traces: trace_ids,
});

/** What was taken, in the words of the release before. */
export const previousTakenSchema = z
  .object({ letters: z.array(idSchema), erasures: z.array(idSchema), exports: z.array(idSchema).default([]) })
  .transform(({ letters, ...taken }): TasksTaken => ({ account_emails: letters, ...taken }));

export const asPreviousAnswer = ({ account_email }: AccountEmailAnswer): object => ({
  letter: account_email,
});

/** The same path answers both: each reads the name that it knows. */
export const withPreviousIds = (
  customer: ExportedCustomer,
): ExportedCustomer & { readonly letter_ids: readonly string[] } => ({
  ...customer,
  letter_ids: customer.account_email_ids,
});
