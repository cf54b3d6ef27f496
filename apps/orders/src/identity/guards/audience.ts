import type { Scope, StaffRole } from '#libs/contracts';

/**
 * Who may call a route: `staff` of any role or of one, a `device` with a scope (or with any), a `customer`,
 * or a `guest` with a tracking link.
 */
export type Audience = 'staff' | StaffRole | 'device' | `device with ${Scope}` | 'customer' | 'guest';

export const AUDIENCES = 'passline:audiences';

export const ONE_TIME_PASSWORDS = 'passline:one-time-passwords';
