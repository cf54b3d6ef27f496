import * as z from 'zod';
import { idSchema, roleSchema, textSchema } from '../primitives.ts';

export const loginSchema = z
  .object({ username: textSchema(254).min(1), password: z.string().min(1).max(1_000) })
  .meta({ id: 'Login' });
export type Login = z.infer<typeof loginSchema>;

export const refreshSchema = z.object({ refresh_token: z.string().min(1).max(512) }).meta({ id: 'Refresh' });
export type Refresh = z.infer<typeof refreshSchema>;

export const doneSchema = z.object({}).meta({ id: 'Done' });
export type Done = z.infer<typeof doneSchema>;

/** `expires_in` in seconds. */
export const sessionSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    refresh_token: z.string(),
    user: z.object({
      user_id: idSchema,
      role: roleSchema,
      restaurant_id: idSchema.nullable(),
      name: z.string(),
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

export const Scope = {
  StatusWrite: 'status:write',
  OrdersWrite: 'orders:write',
  OrdersRead: 'orders:read',
} as const;
export type Scope = (typeof Scope)[keyof typeof Scope];
export const scopeSchema = z.enum(Scope);

/** RFC 6749 §4.4: a form body, the client's identity in it or in a Basic header. */
export const clientCredentialsSchema = z
  .object({
    grant_type: z.literal('client_credentials'),
    client_id: textSchema(255).optional(),
    client_secret: textSchema(512).optional(),
    scope: textSchema(255).optional(),
  })
  .meta({ id: 'ClientCredentials' });
export type ClientCredentials = z.infer<typeof clientCredentialsSchema>;

export const deviceTokenSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scope: z.string(),
  })
  .meta({ id: 'DeviceToken' });
export type DeviceToken = z.infer<typeof deviceTokenSchema>;

/** A password that someone chooses: long is what counts. */
export const newPasswordSchema = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(1_000, 'must have at most 1,000 characters');

export const changePasswordSchema = z
  .object({ old_password: z.string().min(1).max(1_000), new_password: newPasswordSchema })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof changePasswordSchema>;
