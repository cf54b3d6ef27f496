import * as z from 'zod';
import { statuses } from '#libs/status-machine';
import {
  currencySchema,
  emailSchema,
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  localeSchema,
  notesSchema,
  phoneSchema,
  statusInfoSchema,
  statusSchema,
  textSchema,
  timeSchema,
  utcTimeSchema,
  versionSchema,
} from '../primitives.ts';
import { problemSchema } from '../problem.ts';
import { reasonSchema } from '../reason.ts';
import { historyEntrySchema, snapshotSchema } from './snapshot.ts';

/** `unit_price` in minor units of the order's currency. */
export const itemSchema = z
  .object({
    name: textSchema(200).min(1),
    quantity: z.int().min(1).max(9_999),
    unit_price: z.int().min(0).max(1_000_000_000).default(0),
    notes: notesSchema.optional(),
  })
  .meta({ id: 'Item' });
export type Item = z.infer<typeof itemSchema>;

export const contactSchema = z
  .object({
    name: textSchema(200).optional(),
    email: emailSchema.optional(),
    phone: phoneSchema.optional(),
    locale: localeSchema.optional(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof contactSchema>;

export const placeOrderSchema = z
  .object({
    fulfilment: fulfilmentSchema,
    items: z.array(itemSchema).min(1).max(100),
    currency: currencySchema.optional(),
    table: textSchema(50).optional(),
    address: textSchema(500).optional(),
    external_id: textSchema(255).min(1).optional(),
    customer: contactSchema.optional(),
    restaurant_id: idSchema.optional(),
  })
  .meta({
    id: 'PlaceOrder',
    example: {
      fulfilment: 'pickup',
      items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500 }],
      customer: { name: 'Ana', email: 'ana@example.com', phone: '+639171234567', locale: 'en' },
    },
  });
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

export const moneySchema = z.object({ amount: z.int().min(0), currency: z.string() }).meta({ id: 'Money' });

/** What a board needs beside the order itself, so that no snapshot has to be read for each card. */
const boardShape = {
  estimate: estimateSchema.optional(),
  allowed: z.array(statusSchema).optional().meta({ description: 'Where this caller may move the order now' }),
  status_since: utcTimeSchema.optional().meta({ description: 'When the order came to its status' }),
  recallable: z
    .object({ status: statusSchema, until: utcTimeSchema })
    .nullable()
    .optional()
    .meta({
      description:
        'The status that a recall by this caller would bring back, and how long it can; null where there is nothing that they may undo',
    }),
  latest_notes: z
    .object({ notes: z.string(), internal_notes: z.string(), updated_by: z.string() })
    .nullable()
    .optional()
    .meta({ description: 'The latest change that came with notes' }),
};

/** What stands last is for the restaurant's staff and devices alone. */
export const orderSchema = z
  .object({
    order_id: idSchema,
    order_number: z.string(),
    restaurant_id: idSchema,
    restaurant: z.object({ name: z.string(), phone: z.string().nullable() }),
    fulfilment: fulfilmentSchema,
    status: statusSchema,
    order_status: statusSchema,
    version: versionSchema,
    items: z.array(itemSchema),
    total: moneySchema,
    placed_at: utcTimeSchema,
    updated_at: utcTimeSchema,
    tracking_url: z.string(),
    status_info: statusInfoSchema,
    customer: contactSchema.nullable().optional(),
    address: z.string().nullable().optional(),
    table: z.string().nullable().optional(),
    external_id: z.string().nullable().optional(),
    ...boardShape,
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof orderSchema>;

export const orderWithHistorySchema = orderSchema
  .extend({ status_history: z.array(historyEntrySchema) })
  .meta({ id: 'OrderWithHistory' });
export type OrderWithHistory = z.infer<typeof orderWithHistorySchema>;

/** Which part of a list: how many at most, and where to go on from. */
export const pageShape = {
  limit: z.coerce.number<string>().int().min(1).max(100).default(20),
  cursor: z.string().max(512).optional(),
};

/** What a list may be of: orders of one status, those that have not ended, or all. */
export const listedStatuses: readonly string[] = ['active', 'all', ...statuses];

/** As in an update, the status is checked by hand, for the code of its own. */
export const listOrdersQuerySchema = z.object({
  status: z
    .string()
    .max(64)
    .default('all')
    .meta({ description: `One of ${listedStatuses.join(', ')}` }),
  fulfilment: fulfilmentSchema.optional(),
  external_id: textSchema(255).optional(),
  updated_after: timeSchema.optional(),
  ...pageShape,
});
export type ListOrdersQuery = z.infer<typeof listOrdersQuerySchema>;

export const historyQuerySchema = z.object({
  status: z.enum(['active', 'all']).default('all'),
  ...pageShape,
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

/** Where the next page begins; null on the last one. */
export const nextCursorSchema = z.string().nullable();
export const orderPageSchema = z
  .object({ orders: z.array(orderSchema), next_cursor: nextCursorSchema })
  .meta({ id: 'OrderPage' });
export type OrderPage = z.infer<typeof orderPageSchema>;
export const orderHistoryPageSchema = z
  .object({ orders: z.array(orderWithHistorySchema), next_cursor: nextCursorSchema })
  .meta({ id: 'OrderHistoryPage' });
export type OrderHistoryPage = z.infer<typeof orderHistoryPageSchema>;

/** The status is checked by hand, since one that does not exist has a code of its own. */
export const updateStatusSchema = z
  .object({
    status: z
      .string()
      .max(64)
      .meta({ description: `One of ${statuses.join(', ')}` }),
    notes: notesSchema.optional(),
    internal_notes: textSchema(500).optional(),
    reason: reasonSchema.optional(),
    occurred_at: timeSchema.optional(),
  })
  .meta({ id: 'UpdateStatus', example: { status: 'cooking', notes: 'Your ramen is on the stove.' } });
export type UpdateStatus = z.infer<typeof updateStatusSchema>;

export const idempotencyKeySchema = textSchema(255).min(1);

export const batchItemSchema = updateStatusSchema
  .extend({
    order_id: idSchema,
    expected_version: versionSchema.optional(),
    idempotency_key: idempotencyKeySchema,
  })
  .meta({ id: 'BatchItem' });
export type BatchItem = z.infer<typeof batchItemSchema>;

export const batchUpdateSchema = z
  .object({ updates: z.array(batchItemSchema).min(1).max(100) })
  .meta({ id: 'BatchUpdate' });
export type BatchUpdate = z.infer<typeof batchUpdateSchema>;

export const recallSchema = z
  .object({ reason: reasonSchema, notes: notesSchema.optional() })
  .meta({ id: 'RecallOrder' });
export type RecallOrder = z.infer<typeof recallSchema>;

export const delaySchema = z
  .object({ minutes: z.int().min(1).max(240), reason: reasonSchema, notes: notesSchema.optional() })
  .meta({ id: 'DelayOrder' });
export type DelayOrder = z.infer<typeof delaySchema>;

export const cancelSchema = z
  .object({ reason: reasonSchema.optional(), notes: notesSchema.optional() })
  .meta({ id: 'CancelOrder' });
export type CancelOrder = z.infer<typeof cancelSchema>;

export const updateResultSchema = snapshotSchema
  .extend({ result: z.enum(['applied', 'already_applied']) })
  .meta({ id: 'UpdateResult' });
export type UpdateResult = z.infer<typeof updateResultSchema>;

export const batchVerdictSchema = z
  .object({
    order_id: idSchema,
    result: z.enum(['applied', 'already_applied', 'refused', 'conflict', 'superseded']),
    snapshot: snapshotSchema.optional(),
    problem: problemSchema.optional(),
  })
  .meta({ id: 'BatchVerdict' });
export type BatchVerdict = z.infer<typeof batchVerdictSchema>;
export const batchResultSchema = z
  .object({ results: z.array(batchVerdictSchema) })
  .meta({ id: 'BatchResult' });
export type BatchResult = z.infer<typeof batchResultSchema>;
