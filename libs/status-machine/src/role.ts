/** Who asks for a change. A `device` is a POS system acting by itself. */
export const Role = {
  Admin: 'admin',
  Manager: 'manager',
  Cashier: 'cashier',
  Device: 'device',
  Kitchen: 'kitchen',
  Courier: 'courier',
  Customer: 'customer',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const roles: readonly Role[] = Object.values(Role);
