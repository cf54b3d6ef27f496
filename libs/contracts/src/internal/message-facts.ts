import * as z from 'zod';
import {
  adjustmentSchema,
  contactSchema,
  itemSchema,
  moneySchema,
  paymentSchema,
} from '../http/order-content.ts';
import { restaurantSchema } from '../http/restaurant.ts';
import { historyRecordSchema } from '../http/snapshot.ts';
import {
  estimateSchema,
  fulfilmentSchema,
  idSchema,
  phoneSchema,
  statusSchema,
  versionSchema,
} from '../primitives.ts';

/** As it was written: whoever reads it brings it into form, and no message is lost for its form. */
const writtenLocaleSchema = z.string();

/**
 * All that a message to a customer may say, as of now; never logged, never in an event. `public_url` is the
 * base of callbacks.
 */
export const messageFactsSchema = z.object({
  order_id: idSchema,
  order_number: z.string(),
  display_number: z.string(),
  restaurant: restaurantSchema
    .omit({ delivery_minutes: true, policies: true })
    .extend({ locale: writtenLocaleSchema }),
  fulfilment: fulfilmentSchema,
  table: z.string().nullable(),
  status: statusSchema,
  version: versionSchema,
  estimate: estimateSchema,
  history: z.array(historyRecordSchema),
  items: z.array(itemSchema),
  adjustments: z.array(adjustmentSchema),
  total: moneySchema,
  payment: paymentSchema,
  notes: z.string().nullable(),
  contact: contactSchema.nullable(),
  tracking_url: z.string(),
  public_url: z.string(),
});
export type MessageFacts = z.infer<typeof messageFactsSchema>;

export const publicUrlSchema = z.object({ public_url: z.string() });

export const lastRestaurantRequestSchema = z.object({ phone: phoneSchema });
/**
 * The restaurant of the newest order that came with this number, and the language that its customer reads;
 * null where there is none.
 */
export const lastRestaurantSchema = z.object({
  restaurant: restaurantSchema
    .pick({ name: true, phone: true })
    .extend({ locale: writtenLocaleSchema })
    .nullable(),
});
export type LastRestaurant = z.infer<typeof lastRestaurantSchema>['restaurant'];
