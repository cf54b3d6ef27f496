import { Injectable } from '@nestjs/common';
import type { Customer, CustomerAccount, RenameCustomer } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { accountColumns } from '../../identity/index.ts';
import { Database, NarrowRole } from '../../platform/index.ts';

/** Gives a customer's account another name; what was ordered under the old one stays as it was. */
@Injectable()
export class RenameCustomerHandler {
  constructor(private readonly database: Database) {}

  /** @throws ProblemError 401 where the account is no more */
  async handle({ id: accountId }: Customer, { name }: RenameCustomer): Promise<CustomerAccount> {
    const [renamed] = await this.database.asRole<CustomerAccount>(
      NarrowRole.Login,
      sql`UPDATE passline.accounts SET ${accountColumns.set({ name })}
        WHERE account_id = ${accountId} AND disabled_at IS NULL
        RETURNING account_id AS user_id, username, name`,
    );
    if (renamed === undefined) throw new ProblemError('unauthenticated', 'This account is no more.');
    return renamed;
  }
}
