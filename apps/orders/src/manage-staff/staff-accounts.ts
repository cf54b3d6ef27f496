import type { Staff, StaffMember, StaffQuery } from '#libs/contracts';
import { staffRoles } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { type EntityManager, In, IsNull } from 'typeorm';
import { AccountEntity } from '../account/account.entity.ts';
import { below } from '../database/cursor.ts';

/** A page of the restaurant in scope, newest first, and one more where there is more. */
export function findStaff(manager: EntityManager, { limit, cursor }: StaffQuery): Promise<AccountEntity[]> {
  const [at, id] = below(cursor);
  const found = manager.createQueryBuilder(AccountEntity, 'a').where({ role: In(staffRoles) });
  if (at !== null) found.andWhere('(a.createdAt, a.accountId) < (:at, :id)', { at, id });
  return found
    .orderBy('a.createdAt', 'DESC')
    .addOrderBy('a.accountId', 'DESC')
    .limit(limit + 1)
    .getMany();
}

/**
 * Someone of the restaurant in scope, held until the transaction ends.
 * @throws ProblemError 404, or 403 where a manager reaches for an admin
 */
export async function heldStaff(
  manager: EntityManager,
  userId: string,
  caller: Staff,
): Promise<AccountEntity> {
  const found = await manager.findOne(AccountEntity, {
    where: { accountId: userId, role: In(staffRoles) },
    lock: { mode: 'pessimistic_write' },
  });
  if (found === null) throw new ProblemError('not_found', 'Nobody of your staff has this id.');
  judgeRank(caller, found.role);
  return found;
}

/** @throws ProblemError 403 where a manager reaches for an admin */
export function judgeRank(caller: Staff, role: string | undefined): void {
  if (role === Role.Admin && caller.role !== Role.Admin)
    throw new ProblemError('forbidden', 'Only an admin makes or changes an admin.');
}

/** Holds all admins who can still log in; two who shut each other out at once come one after the other. */
export async function countAdmins(manager: EntityManager): Promise<number> {
  const admins = await manager.find(AccountEntity, {
    where: { role: Role.Admin, disabledAt: IsNull() },
    order: { accountId: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
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
}: AccountEntity): StaffMember {
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
