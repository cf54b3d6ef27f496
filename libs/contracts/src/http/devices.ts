import * as z from 'zod';
import { idSchema, nameSchema, utcTimeSchema } from '../primitives.ts';
import { scopeSchema } from './auth.ts';
import { nextCursorSchema, pageShape } from './orders.ts';

/** `last_seen_at` is when it last got a token, which it has to every 15 minutes. */
export const posDeviceSchema = z
  .object({
    device_id: idSchema,
    name: z.string(),
    client_id: z.string(),
    scopes: z.array(scopeSchema),
    created_at: utcTimeSchema,
    last_seen_at: utcTimeSchema.nullable(),
    revoked_at: utcTimeSchema.nullable(),
  })
  .meta({ id: 'Device' });
export type PosDevice = z.infer<typeof posDeviceSchema>;

export const devicesQuerySchema = z.object(pageShape);
export type DevicesQuery = z.infer<typeof devicesQuerySchema>;
export const devicePageSchema = z
  .object({ devices: z.array(posDeviceSchema), next_cursor: nextCursorSchema })
  .meta({ id: 'DevicePage' });
export type DevicePage = z.infer<typeof devicePageSchema>;

export const newDeviceSchema = z
  .object({ name: nameSchema, scopes: z.array(scopeSchema).min(1).max(10) })
  .meta({ id: 'NewDevice' });
export type NewDevice = z.infer<typeof newDeviceSchema>;

export const deviceWithSecretSchema = posDeviceSchema
  .extend({ client_secret: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'DeviceWithSecret' });
export type DeviceWithSecret = z.infer<typeof deviceWithSecretSchema>;
