import * as z from 'zod';
import { exportedAccountEmailSchema, exportedMessageSchema, textConsentSchema } from '../http/customers.ts';
import { idSchema } from '../primitives.ts';
import { waitSchema } from './long-poll.ts';

/**
 * Ids alone: nobody's address travels before the mail does. An erasure names the orders and account emails
 * of which nothing is to stay that leads back to a person.
 */
export const erasureSchema = z.object({
  erasure_id: idSchema,
  order_ids: z.array(idSchema),
  account_email_ids: z.array(idSchema),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const pendingTasksQuerySchema = z.object({ wait_seconds: waitSchema });
export type PendingTasksQuery = z.infer<typeof pendingTasksQuerySchema>;

/**
 * What waits for the notifier: mails about accounts to send, people to erase, and `exports` that wait for
 * their answer at this moment, which nobody does for long. `trace_ids` are those of the requests, by the id
 * of what they asked for.
 */
export const pendingTasksSchema = z.object({
  account_emails: z.array(idSchema),
  erasures: z.array(erasureSchema),
  exports: z.array(idSchema),
  trace_ids: z.record(z.string(), z.string()),
});
export type PendingTasks = z.infer<typeof pendingTasksSchema>;

/**
 * Account emails that are safe with the notifier, erasures that it has done, and exports of which it has
 * handed in every part.
 */
export const tasksTakenSchema = z.object({
  account_emails: z.array(idSchema),
  erasures: z.array(idSchema),
  exports: z.array(idSchema),
});
export type TasksTaken = z.infer<typeof tasksTakenSchema>;

/**
 * A number with the restaurant of the order that it came with: what was said of texts to it elsewhere is not
 * this customer's to know, as anyone can type any number.
 */
export const givenNumberSchema = z.object({ restaurant_id: idSchema, phone: z.string() });

/** Whose messages, mails and consents are meant: by what `orders` knows of the customer. */
export const exportedCustomerSchema = z.object({
  order_ids: z.array(idSchema),
  account_email_ids: z.array(idSchema),
  numbers: z.array(givenNumberSchema),
});
export type ExportedCustomer = z.infer<typeof exportedCustomerSchema>;

/** Entries of an export that one part holds, so that its body stays small. */
export const entriesInPart = 400;
/**
 * A part of what the notifier keeps of a customer, in the words in which the customer gets it; parts are
 * counted from 0, and one that comes again replaces itself and all after it.
 */
export const exportPartSchema = z.object({
  part: z.int().min(0).max(10_000),
  messages: z.array(exportedMessageSchema).max(entriesInPart),
  letters: z.array(exportedAccountEmailSchema).max(entriesInPart),
  text_consents: z.array(textConsentSchema).max(entriesInPart),
});
export type ExportPart = z.infer<typeof exportPartSchema>;
