import type { Staff, StaffMember, StaffQuery } from '#libs/contracts';
import { staffRoles } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { accountColumns, type AccountRow } from '../accounts/account-row.ts';
import { below, type Transaction } from '../../platform/index.ts';

const staff = sql`SELECT ${accountColumns.selected()} FROM passline.accounts
  WHERE role = ANY (${staffRoles})`;

/** A page of the restaurant in scope, newest first, and one more where there is more. */
export const pageOfStaff = ({ limit, cursor }: StaffQuery): Sql => sql`${staff}
  AND ${below(cursor, sql`created_at, account_id`)}
  ORDER BY created_at DESC, account_id DESC LIMIT ${limit + 1}`;

/**
 * Someone of the restaurant in scope, held until the transaction ends.
 * @throws ProblemError 404, or 403 where a manager reaches for an admin
 */
export async function heldStaff(
  transaction: Transaction,
  userId: string,
  caller: Staff,
): Promise<AccountRow> {
  const [found] = await transaction.query<AccountRow>(sql`${staff} AND account_id = ${userId} FOR UPDATE`);
  if (found === undefined) throw new ProblemError('not_found', 'Nobody of your staff has this id.');
  judgeRank(caller, found.role);
  return found;
}

/** @throws ProblemError 403 where a manager reaches for an admin */
export function judgeRank(caller: Staff, role: string | undefined): void {
  if (role === Role.Admin && caller.role !== Role.Admin)
    throw new ProblemError('forbidden', 'Only an admin makes or changes an admin.');
}

/** Holds all admins who can still log in; two who shut each other out at once come one after the other. */
export async function countAdmins(transaction: Transaction): Promise<number> {
  const admins = await transaction.query(
    sql`SELECT account_id FROM passline.accounts WHERE role = ${Role.Admin} AND disabled_at IS NULL
      ORDER BY account_id FOR UPDATE`,
  );
  return admins.length;
}

export function staffMemberOf({
  accountId,
  username,
  name,
  role,
  mustChangePassword,
  disabledAt,
  createdAt,
}: AccountRow): StaffMember {
  const staffRole = staffRoles.find((each) => each === role);
  if (staffRole === undefined) throw new Error(`the account ${accountId} is not of staff`);
  return {
    user_id: accountId,
    username,
    name,
    role: staffRole,
    disabled: disabledAt !== null,
    must_change_password: mustChangePassword,
    created_at: createdAt.toISOString(),
  };
}
