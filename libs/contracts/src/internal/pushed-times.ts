import * as z from 'zod';
import { deliveryMinutesSchema, editPoliciesSchema } from '../http/policies.ts';
import { fulfilmentSchema, idSchema } from '../primitives.ts';

/** How many restaurants one request may name. */
export const mostRestaurants = 100;

/** `ids` with commas between. */
export const restaurantFactsQuerySchema = z.object({
  ids: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(idSchema).min(1).max(mostRestaurants)),
});
export type RestaurantFactsQuery = z.infer<typeof restaurantFactsQuerySchema>;

/** What of a restaurant its orders are judged by; `policies` are those that it has set. */
export const restaurantFactsSchema = z.object({
  restaurant_id: idSchema,
  name: z.string(),
  timezone: z.string(),
  delivery_minutes: deliveryMinutesSchema.nullable(),
  policies: editPoliciesSchema,
});
export type RestaurantFacts = z.infer<typeof restaurantFactsSchema>;

/** Those that there are, in whichever order. */
export const restaurantFactsAnswerSchema = z.object({ restaurants: z.array(restaurantFactsSchema) });
export type RestaurantFactsAnswer = z.infer<typeof restaurantFactsAnswerSchema>;

const sampleSchema = z
  .tuple([z.int().min(0).max(167), z.int().min(0), z.number().min(0), z.int().min(0)])
  .readonly();
const correctionSchema = z.object({ lasting: z.number(), passing: z.number() });
const stageTimesSchema = z.object({
  finished: z.int().min(0),
  samples: z.array(sampleSchema).max(1_000).readonly(),
  // Beside the samples, not in them: a release that does not know of it leaves it out, and reads the rest.
  piecesAhead: z.array(z.number().min(0).nullable()).max(1_000).readonly().optional(),
  early: correctionSchema,
  late: correctionSchema,
});

/** How long each stage of a restaurant's orders of one kind took: the table of `libs/estimate`, by stage. */
export const pushedTimesSchema = z.object({
  restaurant_id: idSchema,
  fulfilment: fulfilmentSchema,
  times: z.record(z.string().max(40), stageTimesSchema),
});
export type PushedTimes = z.infer<typeof pushedTimesSchema>;
