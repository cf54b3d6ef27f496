import * as z from 'zod';
import { utcTimeSchema } from '../primitives.ts';
import { tableSchema } from './order-content.ts';

/** As orders name it in `table`, cleaned as it is there. */
export const tableLabelSchema = tableSchema;

/** `entry_url` holds the code after `#`: printed, it stands on the table. */
export const tableCodeSchema = z
  .object({ table: z.string(), entry_url: z.string() })
  .meta({ id: 'TableCode' });
export type TableCode = z.infer<typeof tableCodeSchema>;

export const enterTableSchema = z.object({ code: z.string().min(1).max(400) }).meta({ id: 'EnterTable' });
export type EnterTable = z.infer<typeof enterTableSchema>;

const awaitedOrderSchema = z.object({
  display_number: z.string(),
  placed_at: utcTimeSchema,
  tracking_url: z.string(),
});

/** `tracking_url` is the newest order's, and `orders` are all of the table, newest first. */
export const tableOrderSchema = z
  .object({ tracking_url: z.string(), orders: z.array(awaitedOrderSchema).min(1) })
  .meta({ id: 'TableOrder' });
export type TableOrder = z.infer<typeof tableOrderSchema>;

/** A restaurant's tables, in its own order. */
export const tableListSchema = z
  .object({ tables: z.array(z.object({ label: z.string(), entry_url: z.string() })) })
  .meta({ id: 'TableList' });
export type TableList = z.infer<typeof tableListSchema>;

const mostTables = 500;
export const setTablesSchema = z
  .object({ labels: z.array(tableLabelSchema).min(1).max(mostTables) })
  .meta({ id: 'SetTables' });
export type SetTables = z.infer<typeof setTablesSchema>;
