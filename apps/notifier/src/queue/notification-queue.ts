import { Injectable } from '@nestjs/common';
import { type Columns, raw, sql } from '#libs/postgres';
import { columnsOf, Database, NarrowRole } from '../database/index.ts';
import { DueWork } from './due-work.ts';
import { MessageQueue } from './message-queue.ts';
import { type Channel, Notification } from './notification.entity.ts';
import type { DropReason } from './queued-message.entity.ts';
import { Worker } from './worker.ts';

const table = raw('notifier.notifications');

/**
 * Messages about orders. What is due is found across restaurants; whatever becomes of one is written as its
 * restaurant.
 */
@Injectable()
export class NotificationQueue extends MessageQueue<Notification> {
  readonly #columns: Columns<Notification>;

  constructor(
    private readonly database: Database,
    worker: Worker,
  ) {
    super(worker, {
      table,
      alsoChanged: ['digest', 'callback_url'],
      channelOf: ({ channel }) => channel,
      run: ({ restaurantId }, statement) => database.ofRestaurant(restaurantId, statement),
    });
    this.#columns = columnsOf(database.dataSource, Notification);
  }

  /** What is due by one channel. */
  due(channel: Channel): DueWork<Notification> {
    return new DueWork(this.database, this.worker, {
      table,
      columns: this.#columns,
      only: sql`channel = ${channel}`,
      role: NarrowRole.Due,
      canBeLookedUp: channel === 'sms',
    });
  }

  /** The message by the same channel about another version of the same order. */
  async sibling(
    { orderId, restaurantId, channel }: Notification,
    version: number,
  ): Promise<Notification | null> {
    const [row] = await this.database.ofRestaurant<Notification>(
      restaurantId,
      sql`
        SELECT ${this.#columns.selected()} FROM ${table}
        WHERE order_id = ${orderId} AND channel = ${channel} AND version = ${version}`,
    );
    return row ?? null;
  }

  /** Stops a message that has not left, whoever has it in hand. */
  stopHeld(notification: Notification, why: DropReason): Promise<boolean> {
    return this.change(notification, 'held', null, {
      state: 'dropped',
      why,
      due_at: null,
      lease_owner: null,
      lease_until: null,
    });
  }

  /** Gives a message that gave way to another its chance again, now that the other was taken back. */
  async revive({ id, restaurantId }: Notification): Promise<void> {
    await this.database.ofRestaurant(
      restaurantId,
      sql`
        UPDATE ${table} SET state = 'held', why = NULL, due_at = ${this.worker.now()}
        WHERE id = ${id} AND state = 'dropped' AND why = 'superseded'`,
    );
  }

  /** The provider's ids of the messages of an order that are known to have been sent. */
  async providerIdsOf({ orderId, restaurantId, channel }: Notification): Promise<ReadonlySet<string>> {
    const rows = await this.database.ofRestaurant<{ id: string }>(
      restaurantId,
      sql`
        SELECT provider_id AS id FROM ${table}
        WHERE order_id = ${orderId} AND channel = ${channel} AND provider_id IS NOT NULL`,
    );
    return new Set(rows.map(({ id }) => id));
  }
}
