import * as z from 'zod';
import { idSchema, roleSchema, exactTextSchema } from '../primitives.ts';

const longestPassword = 1_000;
/** A password that someone claims to have. */
export const passwordSchema = z.string().min(1).max(longestPassword);

export const loginSchema = z
  .object({ username: exactTextSchema(254).min(1), password: passwordSchema })
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

/** The one grant that the token endpoint knows. */
export const clientCredentialsGrant = 'client_credentials';

/** RFC 6749 §4.4: a form body, the client's identity in it or in a Basic header. */
export const clientCredentialsSchema = z
  .object({
    grant_type: exactTextSchema(255)
      .min(1)
      .meta({ enum: [clientCredentialsGrant] }),
    client_id: exactTextSchema(255).optional(),
    client_secret: exactTextSchema(512).optional(),
    scope: exactTextSchema(255).optional(),
  })
  // What we do not know is passed over, save where it comes twice: RFC 6749 §3.2 lets nothing do that.
  .catchall(z.string('must come no more than once'))
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

export const OAuthErrorCode = {
  InvalidRequest: 'invalid_request',
  InvalidClient: 'invalid_client',
  InvalidScope: 'invalid_scope',
  UnsupportedGrantType: 'unsupported_grant_type',
  TemporarilyUnavailable: 'temporarily_unavailable',
  ServerError: 'server_error',
} as const;
export type OAuthErrorCode = (typeof OAuthErrorCode)[keyof typeof OAuthErrorCode];

/** RFC 6749 §5.2: how the token endpoint refuses. */
export const oauthErrorSchema = z
  .object({ error: z.enum(OAuthErrorCode), error_description: z.string() })
  .meta({ id: 'OAuthError' });
export type OAuthError = z.infer<typeof oauthErrorSchema>;

/** A password that someone chooses: long is what counts. */
export const newPasswordSchema = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(longestPassword, 'must have at most 1,000 characters');

export const changePasswordSchema = z
  .object({ old_password: passwordSchema, new_password: newPasswordSchema })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof changePasswordSchema>;
