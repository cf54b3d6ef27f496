import * as z from 'zod';
import { statuses } from '#libs/status-machine';
import { longestBatch, longestPage, mostMinutes } from '../limits.ts';
import {
  currencySchema,
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  nameSchema,
  notesSchema,
  statusInfoSchema,
  statusSchema,
  exactTextSchema,
  timeSchema,
  utcTimeSchema,
  versionSchema,
} from '../primitives.ts';
import { problemSchema } from '../problem.ts';
import { reasonSchema } from '../reason.ts';
import {
  addressSchema,
  adjustmentSchema,
  adjustmentsSchema,
  amendable,
  contactSchema,
  givenTotalSchema,
  itemSchema,
  lineStateSchema,
  moneySchema,
  newItemSchema,
  paymentSchema,
  tableSchema,
  writtenContactSchema,
} from './order-content.ts';
import { attentionSchema } from './policies.ts';
import { acceptBySchema, historyRecordSchema, snapshotSchema } from './snapshot.ts';

export const placeOrderSchema = z
  .object({
    fulfilment: fulfilmentSchema,
    items: z.array(newItemSchema).min(1).max(100),
    currency: currencySchema.optional(),
    table: tableSchema.optional(),
    address: addressSchema.optional(),
    external_id: exactTextSchema(255).min(1).optional(),
    display_number: nameSchema.max(12).optional(),
    notes: notesSchema.optional().meta({ description: 'The customer’s word on the whole order' }),
    scheduled_for: timeSchema
      .optional()
      .meta({ description: 'For when it is wanted, 10 minutes to 60 days ahead' }),
    placed_at: timeSchema
      .optional()
      .meta({ description: 'When it was taken, up to 24 hours back; later than now is now' }),
    adjustments: adjustmentsSchema.optional(),
    total: givenTotalSchema
      .optional()
      .meta({ description: 'What the POS says it costs; without it, items and adjustments are summed' }),
    payment: paymentSchema.optional(),
    customer: writtenContactSchema.optional(),
    restaurant_id: idSchema.optional(),
  })
  .meta({
    id: 'PlaceOrder',
    example: {
      fulfilment: 'pickup',
      items: [
        {
          name: 'Spicy Ramen',
          quantity: 2,
          unit_price: 22_500,
          modifiers: [{ name: 'Soft egg', unit_price: 2_500 }],
        },
      ],
      adjustments: [{ kind: 'discount', label: 'Lunch', amount: -5_000 }],
      payment: { status: 'paid', method: 'card' },
      customer: { name: 'Ana', email: 'ana@example.com', phone: '+639171234567', locale: 'en' },
    },
  });
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

/** What is named is replaced. */
export const amendOrderSchema = z
  .object({
    payment: paymentSchema.optional(),
    table: tableSchema.optional(),
    address: addressSchema.optional(),
    customer: writtenContactSchema.optional(),
    items: z
      .array(lineStateSchema)
      .min(1)
      .max(100)
      .refine((lines) => new Set(lines.map(({ line }) => line)).size === lines.length, 'name each line once')
      .optional(),
    adjustments: adjustmentsSchema.optional(),
    total: givenTotalSchema.pick({ amount: true }).optional(),
    scheduled_for: timeSchema.optional(),
  })
  .refine((body) => amendable.some((part) => body[part] !== undefined), 'name what is to be amended')
  .meta({ id: 'AmendOrder', example: { payment: { status: 'paid', method: 'card' } } });
export type AmendOrder = z.infer<typeof amendOrderSchema>;

/** What of a request was left out, moved or not understood, while the rest was taken. */
export const warningSchema = z
  .object({
    path: z.string(),
    code: z.enum([
      'unusable_contact',
      'unknown_field',
      'unknown_currency_digits',
      'placed_at_moved',
      'not_yours_to_say',
    ]),
    message: z.string(),
  })
  .meta({ id: 'Warning' });
export type Warning = z.infer<typeof warningSchema>;

/** What a board needs beside the order itself, so that no snapshot has to be read for each card. */
const boardShape = {
  attention: z
    .array(attentionSchema)
    .optional()
    .meta({ description: 'What of it somebody should look after, by the restaurant’s policies' }),
  estimate: estimateSchema.optional(),
  allowed: z.array(statusSchema).optional().meta({ description: 'Where this caller may move the order now' }),
  status_since: utcTimeSchema.optional().meta({ description: 'When the order came to its status' }),
  recallable: z.object({ status: statusSchema, until: utcTimeSchema }).nullable().optional().meta({
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
    display_number: z.string().meta({ description: 'What people call out' }),
    restaurant_id: idSchema,
    restaurant: z.object({
      name: z.string(),
      phone: z.string().nullable(),
      address: z.string().nullable(),
    }),
    fulfilment: fulfilmentSchema,
    status: statusSchema,
    order_status: statusSchema,
    version: versionSchema,
    items: z.array(itemSchema),
    adjustments: z.array(adjustmentSchema),
    total: moneySchema,
    payment: paymentSchema,
    notes: z.string().nullable().meta({ description: 'The customer’s word on the whole order' }),
    scheduled_for: utcTimeSchema.nullable().optional().meta({
      description: 'For when it was ordered; null where that is at once',
    }),
    accept_by: acceptBySchema,
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

/** An order that was placed, with what of the request was not taken as it came. */
export const placedOrderSchema = orderSchema
  .extend({ warnings: z.array(warningSchema).optional() })
  .meta({ id: 'PlacedOrder' });
export type PlacedOrder = z.infer<typeof placedOrderSchema>;

export const orderWithHistorySchema = orderSchema
  .extend({ status_history: z.array(historyRecordSchema) })
  .meta({ id: 'OrderWithHistory' });
export type OrderWithHistory = z.infer<typeof orderWithHistorySchema>;

/** Which part of a list: how many at most, and where to go on from. */
export const pageShape = {
  limit: z.coerce.number<string>().int().min(1).max(longestPage).default(20),
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
  external_id: exactTextSchema(255).optional(),
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
    internal_notes: notesSchema.optional(),
    reason: reasonSchema.optional(),
    occurred_at: timeSchema.optional(),
  })
  .meta({ id: 'UpdateStatus', example: { status: 'cooking', notes: 'Your ramen is on the stove.' } });
export type UpdateStatus = z.infer<typeof updateStatusSchema>;

/** In characters. */
export const longestIdempotencyKey = 255;
/** How long a key makes its request safe to repeat, in words that are an interval to PostgreSQL too. */
export const idempotencyKeyLife = '24 hours';
export const idempotencyKeySchema = exactTextSchema(longestIdempotencyKey).min(1);

export const batchItemSchema = updateStatusSchema
  .extend({
    order_id: idSchema,
    expected_version: versionSchema.optional(),
    idempotency_key: idempotencyKeySchema,
  })
  .meta({ id: 'BatchItem' });
export type BatchItem = z.infer<typeof batchItemSchema>;

export const batchUpdateSchema = z
  .object({
    // One that is malformed has a verdict of its own, and the others run.
    updates: z
      .array(z.union([batchItemSchema, z.unknown()]))
      .min(1)
      .max(longestBatch),
    sent_at: timeSchema.optional().meta({
      description:
        'What the sender’s clock shows as it sends: what it is off by is taken off every `occurred_at`',
    }),
  })
  .meta({ id: 'BatchUpdate' });
export type BatchUpdate = z.infer<typeof batchUpdateSchema>;

export const recallSchema = z
  .object({ reason: reasonSchema, notes: notesSchema.optional() })
  .meta({ id: 'RecallOrder' });
export type RecallOrder = z.infer<typeof recallSchema>;

export const delaySchema = z
  .object({ minutes: z.int().min(1).max(mostMinutes), reason: reasonSchema, notes: notesSchema.optional() })
  .meta({ id: 'DelayOrder' });
export type DelayOrder = z.infer<typeof delaySchema>;

export const cancelSchema = z
  .object({ reason: reasonSchema.optional(), notes: notesSchema.optional() })
  .meta({ id: 'CancelOrder' });
export type CancelOrder = z.infer<typeof cancelSchema>;

/** What `Prefer: return=minimal` answers a change with. */
export const minimalResultSchema = snapshotSchema
  .pick({ order_id: true, version: true, status: true })
  .extend({ result: z.enum(['applied', 'already_applied']) })
  .meta({ id: 'MinimalResult' });
export type MinimalResult = z.infer<typeof minimalResultSchema>;

export const updateResultSchema = snapshotSchema
  .extend({ result: z.enum(['applied', 'already_applied']) })
  .meta({ id: 'UpdateResult' });
export type UpdateResult = z.infer<typeof updateResultSchema>;

export const batchVerdictSchema = z
  .object({
    order_id: z.string().nullable().meta({ description: 'As it was sent; null where it was none' }),
    result: z.enum(['applied', 'already_applied', 'invalid', 'refused', 'conflict', 'superseded']),
    snapshot: snapshotSchema.optional(),
    problem: problemSchema.optional(),
  })
  .meta({ id: 'BatchVerdict' });
export type BatchVerdict = z.infer<typeof batchVerdictSchema>;
export const batchResultSchema = z
  .object({ results: z.array(batchVerdictSchema) })
  .meta({ id: 'BatchResult' });
export type BatchResult = z.infer<typeof batchResultSchema>;
