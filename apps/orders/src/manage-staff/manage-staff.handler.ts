import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import type {
  EditStaff,
  HiredStaff,
  NewStaff,
  ResetPassword,
  Staff,
  StaffMember,
  StaffPage,
  StaffQuery,
} from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { AccountEntity } from '../account/account.entity.ts';
import { EndedSessions, endSessions } from '../account/ended-sessions.ts';
import { hashPassword, newPassword } from '../account/passwords.ts';
import { pageOf } from '../database/cursor.ts';
import { Database } from '../database/database.ts';
import { violates } from '../order/order-writer.ts';
import { countAdmins, findStaff, heldStaff, judgeRank, staffMemberOf } from './staff-accounts.ts';

/** Who works here and as what. Whoever loses a right loses their sessions with it. */
@Injectable()
export class ManageStaffHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  async list(query: StaffQuery, { restaurant_id }: Staff): Promise<StaffPage> {
    const found = await this.database.transactionOf(restaurant_id, (manager) => findStaff(manager, query));
    const { shown, next_cursor } = pageOf(found, query.limit, ({ createdAt, accountId }) => ({
      at: createdAt.toISOString(),
      id: accountId,
    }));
    return { staff: shown.map(staffMemberOf), next_cursor };
  }

  /** @throws ProblemError 403, or 409 `username_taken` */
  async hire({ username, name, role }: NewStaff, caller: Staff): Promise<HiredStaff> {
    judgeRank(caller, role);
    const password = newPassword();
    const account = {
      accountId: newId(),
      restaurantId: caller.restaurant_id,
      role,
      username,
      name,
      passwordHash: await hashPassword(password),
      mustChangePassword: true,
      disabledAt: null,
      createdAt: new Date(),
    };
    await this.database
      .transactionOf(caller.restaurant_id, (manager) => manager.insert(AccountEntity, account))
      .catch((error: unknown) => {
        throw violates(error, 'accounts_username_key')
          ? new ProblemError('username_taken', `${username} has an account already.`)
          : error;
      });
    return { ...staffMemberOf(account), one_time_password: password };
  }

  /** @throws ProblemError 403, 404, or 409 `last_admin` */
  async edit(userId: string, wish: EditStaff, caller: Staff): Promise<StaffMember> {
    judgeRank(caller, wish.role);
    const { edited, ended } = await this.database.transactionOf(caller.restaurant_id, (manager) =>
      edit(manager, userId, wish, caller),
    );
    this.endedSessions.remember(ended);
    return staffMemberOf(edited);
  }

  /** @throws ProblemError 403 or 404 */
  async resetPassword(userId: string, caller: Staff): Promise<ResetPassword> {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const ended = await this.database.transactionOf(caller.restaurant_id, async (manager) => {
      const { accountId } = await heldStaff(manager, userId, caller);
      await manager.update(AccountEntity, { accountId }, { passwordHash, mustChangePassword: true });
      return endSessions(manager, { accountId });
    });
    this.endedSessions.remember(ended);
    return { one_time_password: password };
  }
}

async function edit(
  manager: EntityManager,
  userId: string,
  wish: EditStaff,
  caller: Staff,
): Promise<{ edited: AccountEntity; ended: string[] }> {
  // Before the account itself, so that all who change admins hold them in the same order.
  const admins = await countAdmins(manager);
  const before = await heldStaff(manager, userId, caller);
  const edited = {
    ...before,
    name: wish.name ?? before.name,
    role: wish.role ?? before.role,
    disabledAt: disabledAt(before, wish),
  };
  if (isAdmin(before) && !isAdmin(edited) && admins === 1)
    throw new ProblemError('last_admin', 'Make someone else an admin first.');
  const { accountId, name, role, disabledAt: disabled } = edited;
  await manager.update(AccountEntity, { accountId }, { name, role, disabledAt: disabled });
  const lost = role !== before.role || (disabled !== null && before.disabledAt === null);
  return { edited, ended: lost ? await endSessions(manager, { accountId }) : [] };
}

const isAdmin = ({ role, disabledAt }: AccountEntity): boolean => role === Role.Admin && disabledAt === null;

function disabledAt(before: AccountEntity, { disabled }: EditStaff): Date | null {
  if (disabled === undefined) return before.disabledAt;
  return disabled ? (before.disabledAt ?? new Date()) : null;
}
