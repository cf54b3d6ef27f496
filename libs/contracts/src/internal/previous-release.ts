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

/*
 * A request that the release before has answered may be repeated for as long as its key lives: whether it is
 * the same one is then told by what that release read of it. So these are its bodies as it read them: in its
 * order, without what it did not know, and each field in the form that it had there.
 */
const text = z.string();
const upperOrLower = text.toLowerCase();
const reasonAndNotes = { reason: text, notes: text.optional() };
const previousMoveSchema = z.object({
  status: text,
  notes: text.optional(),
  internal_notes: text.optional(),
  reason: text.optional(),
  occurred_at: text.optional(),
});
const previousItemSchema = z.object({
  name: text,
  quantity: z.number(),
  unit_price: z.number().default(0),
  notes: text.optional(),
});
const previousContactSchema = z.object({
  name: text.optional(),
  email: text.optional(),
  phone: text.transform((typed) => typed.replace(/[\s().-]/g, '')).optional(),
  locale: text.optional(),
});

/** By the end of the path that takes them; `batch-item` is one of the updates of a batch. */
const previousBodies = {
  orders: z.object({
    fulfilment: text,
    items: z.array(previousItemSchema),
    currency: text.optional(),
    table: text.optional(),
    address: text.optional(),
    external_id: text.optional(),
    customer: previousContactSchema.optional(),
    restaurant_id: upperOrLower.optional(),
  }),
  'update-status': previousMoveSchema,
  'batch-item': previousMoveSchema.extend({
    order_id: upperOrLower,
    expected_version: z.number().optional(),
    idempotency_key: text,
  }),
  recall: z.object(reasonAndNotes),
  delay: z.object({ minutes: z.number(), ...reasonAndNotes }),
  cancel: z.object(reasonAndNotes).partial().prefault({}),
} as const;

const isPrevious = (name: string): name is keyof typeof previousBodies => Object.hasOwn(previousBodies, name);

/**
 * A body as the release before read it.
 * @param name the end of the path
 * @returns undefined where it took no such body
 */
export const previousBody = (name: string, sent: unknown): unknown =>
  isPrevious(name) ? previousBodies[name].safeParse(sent).data : undefined;
