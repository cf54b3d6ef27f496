import * as z from 'zod';
import { staffRoles } from '../caller.ts';
import { snapshotSchema } from '../http/snapshot.ts';
import { idSchema, utcTimeSchema } from '../primitives.ts';
import { waitSchema } from './long-poll.ts';
import { acceptPreviousRequest } from './previous-release.ts';

/** How many questions one request may hold. */
export const internalBatchSize = 500;

/** In characters; ours are a little shorter. */
export const longestTrackingToken = 64;

export const guestsRequestSchema = z.object({
  tokens: z.array(z.string().min(1).max(longestTrackingToken)).min(1).max(internalBatchSize),
});
export type GuestsRequest = z.infer<typeof guestsRequestSchema>;
/**
 * `expires_at` is null while the order is still open; `session_id` is the link's own, which ends when the
 * link is replaced or withdrawn.
 */
export const guestSchema = z.object({
  order_id: idSchema,
  restaurant_id: idSchema,
  session_id: idSchema,
  expires_at: utcTimeSchema.nullable(),
});
export type GuestFacts = z.infer<typeof guestSchema>;
/** In the order asked for; null where the token is not, or no longer, one of ours. */
export const guestsResponseSchema = z.object({ guests: z.array(guestSchema.nullable()) });
export type GuestsResponse = z.infer<typeof guestsResponseSchema>;

/** `cursor` is that of the answer before: while nothing is newer, the next one waits. */
export const endedSessionsQuerySchema = z.object({
  seconds: z.coerce.number().int().min(1).max(1_500),
  cursor: z.string().max(64).optional(),
  wait_seconds: waitSchema,
});
export type EndedSessionsQuery = z.infer<typeof endedSessionsQuerySchema>;
/**
 * Sessions of people and devices (`sid` of their tokens) and of tracking links. An `orders` of the release
 * before gives no cursor, and never waits.
 */
export const endedSessionsSchema = z.object({
  sessions: z.array(idSchema),
  cursor: z.string().max(64).optional(),
});
export type EndedSessionIds = z.infer<typeof endedSessionsSchema>;

/**
 * For whom a snapshot is made: a customer sees roles, staff see names, internal notes and what they may do.
 */
export const viewerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('staff'), role: z.enum([...staffRoles, 'device']) }),
]);
export type Viewer = z.infer<typeof viewerSchema>;

/**
 * `restaurant_id` is whose order it is to be: the database shows no other restaurant's then. Null for
 * customers and guests, who may be of any.
 */
export const snapshotsRequestSchema = z.object({
  orders: z
    .array(
      z.preprocess(
        acceptPreviousRequest,
        z.object({ order_id: idSchema, viewer: viewerSchema, restaurant_id: idSchema.nullable() }),
      ),
    )
    .min(1)
    .max(internalBatchSize),
});
export type SnapshotsRequest = z.infer<typeof snapshotsRequestSchema>;

/** Whose order it is to be: another restaurant's is refused like one that does not exist. */
export const restaurantQuerySchema = z.preprocess(
  acceptPreviousRequest,
  z.object({ restaurant_id: idSchema }),
);
export type RestaurantQuery = z.infer<typeof restaurantQuerySchema>;

/** In the order asked for; null where there is no such order. */
export const snapshotsResponseSchema = z.object({
  orders: z.array(
    z
      .object({
        order_id: idSchema,
        restaurant_id: idSchema,
        customer_id: idSchema.nullable(),
        snapshot: snapshotSchema,
      })
      .nullable(),
  ),
});
export type SnapshotsResponse = z.infer<typeof snapshotsResponseSchema>;
export type OwnedSnapshot = NonNullable<SnapshotsResponse['orders'][number]>;
