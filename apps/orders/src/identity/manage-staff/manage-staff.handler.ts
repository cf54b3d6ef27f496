import { Injectable } from '@nestjs/common';
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
  SessionEnd,
} from '#libs/contracts';
import { sql, violates } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { Role } from '#libs/status-machine';
import { accountColumns, type AccountRow } from '../accounts/account-row.ts';
import { EndedSessions, endSessions } from '../sessions/ended-sessions.ts';
import { hashPassword, newPassword } from '../accounts/passwords.ts';
import { Database, pageOf, type Transaction } from '../../platform/index.ts';
import { countAdmins, heldStaff, judgeRank, pageOfStaff, staffMemberOf } from './staff-accounts.ts';

/** Who works here and as what. Whoever loses a right loses their sessions with it. */
@Injectable()
export class ManageStaffHandler {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessions,
  ) {}

  async list(query: StaffQuery, { restaurant_id }: Staff): Promise<StaffPage> {
    const found = await this.database.ofRestaurant<AccountRow>(restaurant_id, pageOfStaff(query));
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
      .ofRestaurant(
        caller.restaurant_id,
        sql`INSERT INTO passline.accounts (${accountColumns.names})
          VALUES (${accountColumns.values(account)})`,
      )
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
    const { edited, ended } = await this.database.transactionOf(caller.restaurant_id, (transaction) =>
      edit(transaction, userId, wish, caller),
    );
    this.endedSessions.remember(ended);
    return staffMemberOf(edited);
  }

  /**
   * Not one's own: whoever finds an access token would have the account with it.
   * @throws ProblemError 403 or 404
   */
  async resetPassword(userId: string, caller: Staff): Promise<ResetPassword> {
    if (userId === caller.id)
      throw new ProblemError(
        'forbidden',
        'Nobody resets their own password: use /auth/password, with the one that you have.',
      );
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const ended = await this.database.transactionOf(caller.restaurant_id, async (transaction) => {
      const { accountId } = await heldStaff(transaction, userId, caller);
      await change(transaction, accountId, { passwordHash, mustChangePassword: true });
      return endSessions(transaction, { accountId }, 'password_reset');
    });
    this.endedSessions.remember(ended);
    return { one_time_password: password };
  }
}

async function edit(
  transaction: Transaction,
  userId: string,
  wish: EditStaff,
  caller: Staff,
): Promise<{ edited: AccountRow; ended: string[] }> {
  // Before the account itself, so that all who change admins hold them in the same order.
  const admins = await countAdmins(transaction);
  const before = await heldStaff(transaction, userId, caller);
  const edited = {
    ...before,
    name: wish.name ?? before.name,
    role: wish.role ?? before.role,
    disabledAt: disabledAt(before, wish),
  };
  if (isAdmin(before) && !isAdmin(edited) && admins === 1)
    throw new ProblemError('last_admin', 'Make someone else an admin first.');
  const { accountId, name, role, disabledAt: disabled } = edited;
  await change(transaction, accountId, { name, role, disabledAt: disabled });
  const because = endOf(before, edited);
  return { edited, ended: because ? await endSessions(transaction, { accountId }, because) : [] };
}

/** Why an edited account's sessions end; null where they go on. */
function endOf(before: AccountRow, edited: AccountRow): SessionEnd | null {
  if (edited.disabledAt !== null && before.disabledAt === null) return 'account_shut';
  return edited.role === before.role ? null : 'role_changed';
}

const change = (
  transaction: Transaction,
  accountId: string,
  changes: Partial<AccountRow>,
): Promise<unknown> =>
  transaction.query(
    sql`UPDATE passline.accounts SET ${accountColumns.set(changes)} WHERE account_id = ${accountId}`,
  );

const isAdmin = ({ role, disabledAt }: AccountRow): boolean => role === Role.Admin && disabledAt === null;

function disabledAt(before: AccountRow, { disabled }: EditStaff): Date | null {
  if (disabled === undefined) return before.disabledAt;
  return disabled ? (before.disabledAt ?? new Date()) : null;
}
