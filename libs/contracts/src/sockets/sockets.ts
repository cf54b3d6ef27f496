import * as z from 'zod';
import { acceptBySchema, changeTypeSchema, snapshotSchema } from '../http/snapshot.ts';
import { amendedPartSchema, lineStateSchema, paymentSchema, piecesSchema } from '../http/order-content.ts';
import { orderSchema } from '../http/orders.ts';
import type { Pace } from '../http/pace.ts';
import { attentionSchema } from '../http/policies.ts';
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

/** Where a socket connects to: single orders, or all those of a restaurant. */
export const SocketNamespace = { Tracking: '/tracking', Board: '/board' } as const;
export type SocketNamespace = (typeof SocketNamespace)[keyof typeof SocketNamespace];

/** The names of what travels on a socket. */
export const SocketEvent = {
  Follow: 'follow',
  Unfollow: 'unfollow',
  Renew: 'renew',
  OrderChanged: 'order.changed',
  OrderPlaced: 'order.placed',
  OrderAttention: 'order.attention',
  PaceChanged: 'pace.changed',
  Draining: 'draining',
  TokenExpiring: 'token_expiring',
} as const;
export type SocketEvent = (typeof SocketEvent)[keyof typeof SocketEvent];

export const handshakeSchema = z.object({ token: z.string().min(1).max(4_096) });

export const followSchema = z.object({ order_id: idSchema.optional(), since: z.int().min(0).optional() });
export type Follow = z.infer<typeof followSchema>;

export const unfollowSchema = z.object({ order_id: idSchema.optional() });
export type Unfollow = z.infer<typeof unfollowSchema>;

export const followAnswerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    snapshot: snapshotSchema,
    now: utcTimeSchema.meta({ description: 'What the server’s clock shows, for whoever counts by it' }),
  }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
export type FollowAnswer = z.infer<typeof followAnswerSchema>;

export const unfollowAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
export type UnfollowAnswer = z.infer<typeof unfollowAnswerSchema>;

/** Another token of the same person, device or link, for the socket that it comes on. */
export const renewSchema = handshakeSchema;
export type Renew = z.infer<typeof renewSchema>;

export const renewAnswerSchema = unfollowAnswerSchema;
export type RenewAnswer = z.infer<typeof renewAnswerSchema>;

/** One event of an order on its way to a screen; `version` is the cursor. */
export const orderChangedSchema = z
  .object({
    order_id: idSchema,
    order_number: z.string(),
    display_number: z.string(),
    external_id: z.string().optional().meta({ description: 'The POS’s own id of the order' }),
    version: versionSchema,
    type: changeTypeSchema,
    status: statusSchema,
    order_status: statusSchema,
    status_info: statusInfoSchema,
    at: utcTimeSchema.meta({ description: 'When it happened, by the clock of the one who posted it' }),
    recorded_at: utcTimeSchema.meta({ description: 'When the server wrote it down, by its own clock' }),
    role: roleSchema,
    notes: z.string().optional(),
    reason: reasonSchema.optional(),
    corrects: versionSchema.optional(),
    minutes: z.int().min(1).optional(),
    estimate: estimateSchema,
    accept_by: acceptBySchema,
    scheduled_for: utcTimeSchema.nullable().optional(),
    ended: z.boolean().meta({ description: 'Whether the customer has nothing left to wait for' }),
    changed: z.array(amendedPartSchema).optional(),
    items: z.array(lineStateSchema).optional(),
    payment: paymentSchema.optional(),
    items_done: piecesSchema.optional(),
    items_total: piecesSchema.optional(),
  })
  .meta({ id: 'OrderChanged' });
export type OrderChanged = z.infer<typeof orderChangedSchema>;

/**
 * An order as it is told to boards: who ordered and where they live stays behind, and so does what depends on
 * who looks.
 */
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

/** All that somebody should look after of an order by now: nothing, where nothing calls any more. */
export const orderAttentionSchema = z
  .object({
    order_id: idSchema,
    attention: z.array(attentionSchema),
    since: utcTimeSchema.meta({ description: 'From when on: of the first of it, or of nothing' }),
  })
  .meta({ id: 'OrderAttention' });
export type OrderAttention = z.infer<typeof orderAttentionSchema>;

export const drainingSchema = z.object({ reconnect_in_ms: z.int().min(0) });
export type Draining = z.infer<typeof drainingSchema>;

export const tokenExpiringSchema = z.object({ expires_in_ms: z.int().min(0) });
export type TokenExpiring = z.infer<typeof tokenExpiringSchema>;

/**
 * What the gateway sends, in the form of Socket.IO's types: in a browser, where this is all that is taken
 * from here, it checks the names that are written out there.
 */
export interface ServerToClientEvents {
  [SocketEvent.OrderChanged]: (frame: OrderChanged) => void;
  [SocketEvent.OrderPlaced]: (order: BoardOrder) => void;
  [SocketEvent.OrderAttention]: (frame: OrderAttention) => void;
  [SocketEvent.PaceChanged]: (pace: Pace) => void;
  [SocketEvent.Draining]: (frame: Draining) => void;
  [SocketEvent.TokenExpiring]: (frame: TokenExpiring) => void;
}

/** What a client may ask on `/tracking`; on `/board` only to renew its token. */
export interface ClientToServerEvents {
  [SocketEvent.Follow]: (request: Follow, answer: (answer: FollowAnswer) => void) => void;
  [SocketEvent.Unfollow]: (request: Unfollow, answer?: (answer: UnfollowAnswer) => void) => void;
  [SocketEvent.Renew]: (request: Renew, answer?: (answer: RenewAnswer) => void) => void;
}
