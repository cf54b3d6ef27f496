import * as z from 'zod';
import { mostMinutes } from '../limits.ts';
import { deliveryMinutesSchema, editPoliciesSchema, policiesSchema } from './policies.ts';
import {
  currencySchema,
  idSchema,
  localeSchema,
  nameSchema,
  phoneSchema,
  freeTextSchema,
  newTimezoneSchema,
  timezoneSchema,
} from '../primitives.ts';

export const restaurantSchema = z
  .object({
    restaurant_id: idSchema,
    name: nameSchema,
    phone: phoneSchema.nullable(),
    address: freeTextSchema(500).nullable(),
    timezone: timezoneSchema,
    locale: localeSchema,
    currency: currencySchema,
    base_preparation_minutes: z.int().min(1).max(mostMinutes),
    delivery_minutes: deliveryMinutesSchema.nullable(),
    policies: policiesSchema,
  })
  .meta({ id: 'Restaurant' });
export type Restaurant = z.infer<typeof restaurantSchema>;

export const editRestaurantSchema = restaurantSchema
  .omit({ restaurant_id: true, policies: true })
  .extend({ timezone: newTimezoneSchema, policies: editPoliciesSchema })
  .partial()
  .meta({ id: 'EditRestaurant' });
export type EditRestaurant = z.infer<typeof editRestaurantSchema>;
