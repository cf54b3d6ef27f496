import * as z from 'zod';
import { longestComment, mostStars } from '../limits.ts';
import { freeTextSchema, idSchema, utcTimeSchema } from '../primitives.ts';

const ratingSchema = z.int().min(1).max(mostStars).meta({ description: 'Stars: 1 is worst, 5 is best' });

export const giveFeedbackSchema = z
  .object({ rating: ratingSchema, comment: freeTextSchema(longestComment).optional() })
  .meta({ id: 'GiveFeedback', example: { rating: 5, comment: 'Still hot, and nothing missing.' } });
export type GiveFeedback = z.infer<typeof giveFeedbackSchema>;

/** How a customer liked an order; given again within a day, it is replaced. */
export const feedbackSchema = z
  .object({
    order_id: idSchema,
    rating: ratingSchema,
    comment: z.string().nullable(),
    created_at: utcTimeSchema,
    updated_at: utcTimeSchema,
  })
  .meta({ id: 'Feedback' });
export type Feedback = z.infer<typeof feedbackSchema>;
