import * as z from 'zod';
import { idSchema, utcTimeSchema } from '../primitives.ts';
import { orderWithHistorySchema } from './orders.ts';

/** All that is kept of a customer; the orders with the contact and address that came with each, newest first. */
export const customerExportSchema = z
  .object({
    exported_at: utcTimeSchema,
    account: z.object({ user_id: idSchema, username: z.string(), name: z.string(), created_at: utcTimeSchema }),
    orders: z.array(orderWithHistorySchema),
  })
  .meta({ id: 'CustomerExport' });
export type CustomerExport = z.infer<typeof customerExportSchema>;
