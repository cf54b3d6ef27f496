/**
 * Who asks for a change. A `device` is a POS system acting by itself, `system` is Passline, by a restaurant's
 * policies.
 */
export const Role = {
  Admin: 'admin',
  Manager: 'manager',
  Cashier: 'cashier',
  Device: 'device',
  Kitchen: 'kitchen',
  Courier: 'courier',
  Customer: 'customer',
  System: 'system',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const roles: readonly Role[] = Object.values(Role);
