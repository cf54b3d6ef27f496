import * as z from 'zod';
import { paceSchema } from '../http/pace.ts';
import { idSchema } from '../primitives.ts';
import { orderAttentionSchema } from '../sockets/sockets.ts';
import { waitSchema } from './long-poll.ts';

/** @property cursor of the answer before */
export const boardNoticesQuerySchema = z.object({
  cursor: z.string().max(80).optional(),
  wait_seconds: waitSchema,
});
export type BoardNoticesQuery = z.infer<typeof boardNoticesQuerySchema>;

const ofRestaurant = { notice_id: idSchema, restaurant_id: idSchema };

/** What the boards of a restaurant are told beside the changes of its orders. */
export const boardNoticeSchema = z.discriminatedUnion('kind', [
  z.object({ ...ofRestaurant, kind: z.literal('attention'), content: orderAttentionSchema }),
  z.object({ ...ofRestaurant, kind: z.literal('pace'), content: paceSchema }),
]);
export type BoardNotice = z.infer<typeof boardNoticeSchema>;

/**
 * Oldest first. Some come again and again, whoever reads them knows them by their id. One that cannot be read
 * is of a release after this one, and is passed over.
 */
export const boardNoticesSchema = z.object({
  notices: z
    .array(boardNoticeSchema.nullable().catch(null))
    .transform((notices) => notices.filter((notice) => notice !== null)),
  cursor: z.string().max(80),
});
export type BoardNotices = z.infer<typeof boardNoticesSchema>;
