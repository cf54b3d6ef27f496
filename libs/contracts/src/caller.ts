import * as z from 'zod';
import { Role } from '#libs/status-machine';
import { scopeSchema } from './http/auth.ts';
import { idSchema } from './primitives.ts';

export const staffRoles = [Role.Admin, Role.Manager, Role.Cashier, Role.Kitchen, Role.Courier] as const;
export type StaffRole = (typeof staffRoles)[number];

/** The person, device or guest behind a verified token. */
export const callerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('staff'),
    id: idSchema,
    name: z.string(),
    role: z.enum(staffRoles),
    restaurant_id: idSchema,
    must_change_password: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('device'),
    id: idSchema,
    name: z.string(),
    role: z.literal(Role.Device),
    scopes: z.array(scopeSchema),
    restaurant_id: idSchema,
  }),
  z.object({
    kind: z.literal('customer'),
    id: idSchema,
    name: z.string(),
    role: z.literal(Role.Customer),
    restaurant_id: idSchema.nullable(),
  }),
  z.object({ kind: z.literal('guest'), order_id: idSchema, restaurant_id: idSchema }),
]);
/** Whoever a token speaks for. */
export type TokenCaller = z.infer<typeof callerSchema>;
export type Caller = TokenCaller | SystemCaller;
export type Staff = Extract<Caller, { kind: 'staff' }>;
export type Device = Extract<Caller, { kind: 'device' }>;
export type Customer = Extract<Caller, { kind: 'customer' }>;
export type Guest = Extract<Caller, { kind: 'guest' }>;
/**
 * Passline itself: what happens by a restaurant's policies once a timer is due, whose id it has. No token
 * ever speaks for it.
 */
export interface SystemCaller {
  readonly kind: 'system';
  readonly id: string;
  readonly name: string;
  readonly role: typeof Role.System;
  readonly restaurant_id: string;
}
/** Whoever changes an order: everyone but the holder of a tracking link. */
export type Account = Exclude<Caller, Guest>;
/** Whoever logs in, or is a device: what an access token speaks for. */
export type TokenAccount = Exclude<TokenCaller, Guest>;

/** Claims of our own access tokens beside the registered ones; `sub` is the account's id. */
export const accessClaimsSchema = z.object({
  sub: idSchema,
  use: z.literal('access'),
  kind: z.enum(['staff', 'device', 'customer']),
  name: z.string(),
  role: z.enum(Role),
  restaurant_id: idSchema.nullable(),
  scope: z.string().optional(),
  must_change_password: z.boolean().optional(),
  sid: idSchema.optional().meta({
    description: 'The session: all tokens of one log-in, or of one secret of a device; they end together',
  }),
  exp: z.int(),
});
export type AccessClaims = z.infer<typeof accessClaimsSchema>;

/**
 * The caller that verified claims speak of.
 * @throws ZodError where the claims are not of the shape of our access tokens
 */
export function callerOf(claims: unknown): TokenAccount {
  const { sub, kind, name, role, restaurant_id, scope, must_change_password } =
    accessClaimsSchema.parse(claims);
  const scopes = scope === undefined || scope === '' ? [] : scope.split(' ');
  return accountOf({ kind, id: sub, name, role, restaurant_id, scopes, must_change_password });
}

function accountOf(facts: Readonly<Record<string, unknown>>): TokenAccount {
  const caller = callerSchema.parse(facts);
  if (caller.kind === 'guest') throw new TypeError('an access token never speaks for a guest');
  return caller;
}

/**
 * Claims of an identity provider's access tokens, beside those that say for whom it is. `role` says what
 * someone is here, `restaurant_id` where; `scope` is what a device may do. Its session (`sid`) is not ours to
 * end, and whether a password must be changed is its own business.
 */
export const providerClaimsSchema = z
  .object({
    iss: z.string(),
    sub: z.string().min(1).max(255),
    use: z.literal('access'),
    role: z.enum(Role),
    restaurant_id: idSchema.nullish(),
    name: z.string().min(1).max(200).optional(),
    scope: z.string().optional(),
    exp: z.int(),
  })
  .refine(
    ({ role, restaurant_id }) => role === Role.Customer || typeof restaurant_id === 'string',
    'staff and devices belong to a restaurant',
  );
export type ProviderClaims = z.infer<typeof providerClaimsSchema>;

/**
 * The caller that a provider's verified claims speak of. Scopes that are not ours are for others.
 * @param id of ours, made from `sub`
 */
export function providerCaller(
  { role, restaurant_id = null, name = role, scope = '' }: ProviderClaims,
  id: string,
): TokenAccount {
  const kind = role === Role.Device || role === Role.Customer ? role : 'staff';
  const scopes = scope.split(' ').filter((each) => scopeSchema.safeParse(each).success);
  return accountOf({ kind, id, name, role, restaurant_id, scopes });
}
