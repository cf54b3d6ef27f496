import * as z from 'zod';
import { textSchema } from '../primitives.ts';

/** As orders name it in `table`. */
export const tableLabelSchema = textSchema(50).min(1);

/** `entry_url` holds the code after `#`: printed, it stands on the table. */
export const tableCodeSchema = z
  .object({ table: z.string(), entry_url: z.string() })
  .meta({ id: 'TableCode' });
export type TableCode = z.infer<typeof tableCodeSchema>;

export const enterTableSchema = z.object({ code: z.string().min(1).max(400) }).meta({ id: 'EnterTable' });
export type EnterTable = z.infer<typeof enterTableSchema>;

export const tableOrderSchema = z.object({ tracking_url: z.string() }).meta({ id: 'TableOrder' });
export type TableOrder = z.infer<typeof tableOrderSchema>;
