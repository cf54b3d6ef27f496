import * as z from 'zod';
import { idSchema, roleSchema } from '../primitives.ts';
import { scopeSchema } from './auth.ts';

/** Who a token speaks for. An id of another kind of caller is left out. */
export const meSchema = z
  .object({
    kind: z.enum(['staff', 'device', 'customer', 'guest']),
    user_id: idSchema.optional(),
    device_id: idSchema.optional(),
    order_id: idSchema.optional().meta({ description: 'The one order of a tracking link' }),
    name: z.string().nullable(),
    role: roleSchema.nullable().meta({ description: 'null for the holder of a tracking link' }),
    scopes: z.array(scopeSchema).meta({ description: 'What a device may do; nobody else has any' }),
    restaurant_id: idSchema.nullable(),
    restaurant: z
      .object({ restaurant_id: idSchema, name: z.string() })
      .nullable()
      .meta({ description: 'null for a customer who is of no restaurant' }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;
