import { Injectable } from '@nestjs/common';
import { raw, sql } from '#libs/postgres';
import { columnsOf, Database, NarrowRole } from '../database/index.ts';
import { DueWork, MessageQueue, Worker } from '../queue/index.ts';
import { AccountEmail } from './account-email.entity.ts';

const table = raw('notifier.letters');

/**
 * How long an account email is worth sending: whoever waits for it has asked for another one by then. In
 * milliseconds.
 */
const worthSendingFor = 2 * 3_600_000;

/** Mails about accounts. They are of no restaurant, so all of it is done by a role that sees nothing else. */
@Injectable()
export class AccountEmailQueue extends MessageQueue<AccountEmail> {
  readonly due: DueWork<AccountEmail>;

  constructor(
    private readonly database: Database,
    worker: Worker,
  ) {
    super(worker, {
      table,
      alsoChanged: [],
      channelOf: () => 'email',
      run: (_email, statement) => database.asRole(NarrowRole.AccountEmails, statement),
    });
    this.due = new DueWork(database, worker, {
      table,
      columns: columnsOf(database.dataSource, AccountEmail),
      only: sql`true`,
      role: NarrowRole.AccountEmails,
      canBeLookedUp: false,
    });
  }

  /**
   * One that is known already stays as it is.
   * @param traceId of the request that asked for it
   */
  async add(id: string, traceId: string | null): Promise<void> {
    const now = this.worker.now();
    const deadline = new Date(now.getTime() + worthSendingFor);
    await this.database.asRole(
      NarrowRole.AccountEmails,
      sql`
        INSERT INTO ${table} (id, trace_id, state, due_at, deadline_at, created_at)
        VALUES (${id}, ${traceId}, 'held', ${now}, ${deadline}, ${now})
        ON CONFLICT DO NOTHING`,
    );
  }
}
