import * as z from 'zod';
import { ChangeType } from '#libs/status-machine';
import {
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  roleSchema,
  statusInfoSchema,
  statusSchema,
  utcTimeSchema,
  versionSchema,
} from '../primitives.ts';
import { reasonSchema } from '../reason.ts';
import { amendedPartSchema, paymentSchema, piecesSchema } from './order-content.ts';

export { ChangeType };
export const changeTypeSchema = z.enum(ChangeType);

/**
 * One version of an order: what happened, who did it and why. `internal_notes` and `updated_by_id` reach
 * staff alone.
 */
export const historyRecordSchema = z
  .object({
    version: versionSchema,
    type: changeTypeSchema,
    status: statusSchema,
    timestamp: utcTimeSchema.meta({ description: 'When it happened, by the clock of the one who posted it' }),
    recorded_at: utcTimeSchema.meta({ description: 'When the server wrote it down, by its own clock' }),
    updated_by: z.string().meta({ description: 'A name for staff; the role for customers' }),
    updated_by_id: z.string().nullable().optional(),
    role: roleSchema,
    notes: z.string(),
    internal_notes: z.string().optional(),
    reason: reasonSchema.nullable(),
    corrects: versionSchema.optional(),
    minutes: z.int().min(1).optional(),
    changed: z.array(amendedPartSchema).optional().meta({ description: 'What was amended' }),
  })
  .meta({ id: 'HistoryRecord' });
export type HistoryRecord = z.infer<typeof historyRecordSchema>;

export const stepSchema = z
  .object({
    status: statusSchema,
    label: z.string(),
    state: z.enum(['done', 'current', 'upcoming', 'skipped']),
    at: utcTimeSchema.nullable(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof stepSchema>;

/** Until when somebody has to accept an order, where the restaurant keeps such a deadline. */
export const acceptBySchema = utcTimeSchema.nullable().optional().meta({
  description: 'It is rejected then, unless somebody accepts it; null where nothing of the kind waits',
});

/** Everything that a screen needs to show where an order is, as of one version. */
export const snapshotSchema = z
  .object({
    order_id: idSchema,
    order_number: z.string(),
    display_number: z.string(),
    restaurant_name: z.string(),
    fulfilment: fulfilmentSchema,
    status: statusSchema,
    order_status: statusSchema,
    version: versionSchema,
    updated_at: utcTimeSchema.meta({ description: 'When the newest entry of the history was recorded' }),
    status_info: statusInfoSchema,
    steps: z.array(stepSchema),
    estimate: estimateSchema,
    scheduled_for: utcTimeSchema
      .nullable()
      .optional()
      .meta({ description: 'For when it was ordered; null where that is at once' }),
    accept_by: acceptBySchema,
    status_history: z.array(historyRecordSchema),
    payment: paymentSchema,
    items_done: piecesSchema.meta({ description: 'Pieces that are made' }),
    items_total: piecesSchema.meta({ description: 'Pieces, without those that are unavailable' }),
    ended: z.boolean().meta({ description: 'Whether the customer has nothing left to wait for' }),
    allowed: z
      .array(statusSchema)
      .optional()
      .meta({ description: 'Where this caller may move the order now; staff and devices only' }),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof snapshotSchema>;
