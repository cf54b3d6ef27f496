import * as z from 'zod';
import { feedbackSchema } from '../http/feedback.ts';
import { idSchema, timeSchema } from '../primitives.ts';

/**
 * What comes after this place in the answer's order; whoever asks goes back a little, and drops by id.
 * @property after_order_id of several with the same time, those behind this order: an insights of the release
 * before does not name it
 */
export const feedbackQuerySchema = z.object({
  updated_after: timeSchema.optional(),
  after_order_id: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});
export type FeedbackQuery = z.infer<typeof feedbackQuerySchema>;

/** Without what the customer wrote; in the order of `updated_at`, then `order_id`. */
export const feedbackRatingsSchema = z.object({
  feedback: z.array(feedbackSchema.omit({ comment: true }).extend({ restaurant_id: idSchema })),
});
export type FeedbackRatings = z.infer<typeof feedbackRatingsSchema>;
