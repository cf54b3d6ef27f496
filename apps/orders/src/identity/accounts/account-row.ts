import { Columns } from '#libs/postgres';
import type { Role } from '#libs/status-machine';

/**
 * Someone who logs in: a restaurant's staff, or a customer (`restaurantId` is then where they order by
 * default).
 */
export interface AccountRow {
  readonly accountId: string;
  readonly restaurantId: string | null;
  readonly role: Exclude<Role, 'device' | 'system'>;
  /** Lower case. */
  readonly username: string;
  readonly name: string;
  /** Argon2id. */
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

export const accountColumns = new Columns<AccountRow>({
  accountId: 'account_id',
  restaurantId: 'restaurant_id',
  role: 'role',
  username: 'username',
  name: 'name',
  passwordHash: 'password_hash',
  mustChangePassword: 'must_change_password',
  disabledAt: 'disabled_at',
  createdAt: 'created_at',
});
