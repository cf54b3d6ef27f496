import * as z from 'zod';
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

export const entryTypeSchema = z.enum(['placed', 'status_changed', 'recalled', 'delayed']);
export type EntryType = z.infer<typeof entryTypeSchema>;

/** One version of an order: what happened, who did it and why. `internal_notes` and `updated_by_id` reach staff alone. */
export const historyEntrySchema = z
  .object({
    version: versionSchema,
    type: entryTypeSchema,
    status: statusSchema,
    timestamp: utcTimeSchema,
    updated_by: z.string().meta({ description: 'A name for staff; the role for customers' }),
    updated_by_id: z.string().nullable().optional(),
    role: roleSchema,
    notes: z.string(),
    internal_notes: z.string().optional(),
    reason: reasonSchema.nullable(),
    corrects: versionSchema.optional(),
    minutes: z.int().min(1).optional(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const stepSchema = z
  .object({
    status: statusSchema,
    label: z.string(),
    state: z.enum(['done', 'current', 'upcoming', 'skipped']),
    at: utcTimeSchema.nullable(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof stepSchema>;

/** Everything that a screen needs to show where an order is, as of one version. */
export const snapshotSchema = z
  .object({
    order_id: idSchema,
    order_number: z.string(),
    restaurant_name: z.string(),
    fulfilment: fulfilmentSchema,
    status: statusSchema,
    order_status: statusSchema,
    version: versionSchema,
    updated_at: utcTimeSchema,
    status_info: statusInfoSchema,
    steps: z.array(stepSchema),
    estimate: estimateSchema,
    status_history: z.array(historyEntrySchema),
    allowed: z
      .array(statusSchema)
      .optional()
      .meta({ description: 'Where this caller may move the order now; staff and devices only' }),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof snapshotSchema>;
