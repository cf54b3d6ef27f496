import * as z from 'zod';
import { entryTypeSchema, snapshotSchema } from '../http/snapshot.ts';
import { orderSchema } from '../http/orders.ts';
import {
  estimateSchema,
  idSchema,
  roleSchema,
  statusInfoSchema,
  statusSchema,
  utcTimeSchema,
  versionSchema,
} from '../primitives.ts';
import { problemSchema } from '../problem.ts';
import { reasonSchema } from '../reason.ts';

/** The names of what travels on a socket. */
export const SocketEvent = {
  Follow: 'follow',
  Unfollow: 'unfollow',
  OrderChanged: 'order.changed',
  OrderPlaced: 'order.placed',
  Draining: 'draining',
} as const;

export const handshakeSchema = z.object({ token: z.string().min(1).max(4_096) });

export const followSchema = z.object({ order_id: idSchema.optional(), since: z.int().min(0).optional() });
export type Follow = z.infer<typeof followSchema>;

export const unfollowSchema = z.object({ order_id: idSchema.optional() });

export const followAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), snapshot: snapshotSchema }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
export type FollowAnswer = z.infer<typeof followAnswerSchema>;

export const unfollowAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
export type UnfollowAnswer = z.infer<typeof unfollowAnswerSchema>;

/** One event of an order on its way to a screen; `version` is the cursor. */
export const orderChangedSchema = z
  .object({
    order_id: idSchema,
    version: versionSchema,
    type: entryTypeSchema,
    status: statusSchema,
    order_status: statusSchema,
    status_info: statusInfoSchema,
    at: utcTimeSchema,
    role: roleSchema,
    notes: z.string().optional(),
    reason: reasonSchema.optional(),
    corrects: versionSchema.optional(),
    minutes: z.int().min(1).optional(),
    estimate: estimateSchema,
  })
  .meta({ id: 'OrderChanged' });
export type OrderChanged = z.infer<typeof orderChangedSchema>;

/** An order as it is told to boards: who ordered and where they live stays behind, and so does what depends on who looks. */
export const boardOrderSchema = orderSchema
  .omit({
    customer: true,
    address: true,
    estimate: true,
    allowed: true,
    status_since: true,
    recallable: true,
    latest_notes: true,
  })
  .meta({ id: 'BoardOrder' });
export type BoardOrder = z.infer<typeof boardOrderSchema>;

export const drainingSchema = z.object({ reconnect_in_ms: z.int().min(0) });
export type Draining = z.infer<typeof drainingSchema>;
