import { Inject, Injectable } from '@nestjs/common';
import type { Erasure } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';
import { Mailbox } from '../providers/index.ts';

/**
 * Erases what the notifier keeps that leads back to a person: no address and no number, but the provider's
 * ids, by which the provider has both, and the digest of a text. That a message was sent, and when, stays.
 */
@Injectable()
export class EraseCustomerHandler {
  constructor(
    private readonly database: Database,
    private readonly orders: OrdersClient,
    @Inject(Mailbox) private readonly mailbox: Pick<Mailbox, 'erase'> | null,
  ) {}

  async handle({ erasure_id, order_ids, account_email_ids }: Erasure): Promise<void> {
    const messageIds = await this.#eraseMessages(order_ids);
    await this.#eraseAccountEmails(account_email_ids);
    await this.mailbox?.erase(new Set([...messageIds, ...account_email_ids]));
    await this.orders.tasksTaken({ erasures: [erasure_id] });
  }

  async #eraseMessages(orderIds: readonly string[]): Promise<string[]> {
    if (orderIds.length === 0) return [];
    const rows = await this.database.asRole<{ id: string }>(
      NarrowRole.Erasure,
      sql`
        UPDATE notifier.notifications
        SET digest = NULL, callback_url = NULL, provider_id = NULL, last_error = NULL
        WHERE order_id = ANY (${orderIds}::uuid[]) RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  async #eraseAccountEmails(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.database.asRole(
      NarrowRole.Erasure,
      sql`
        UPDATE notifier.letters SET provider_id = NULL, last_error = NULL
        WHERE id = ANY (${ids}::uuid[])`,
    );
  }
}
