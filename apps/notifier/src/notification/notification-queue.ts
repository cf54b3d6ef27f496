import { Columns } from '../database/columns.ts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { DueWork, type Worker } from './due-work.ts';
import { MessageQueue } from './message-queue.ts';
import { type Channel, Notification } from './notification.entity.ts';
import type { DropReason } from './queued-message.entity.ts';

const table = 'notifier.notifications';

/** Messages about orders. What is due is found across restaurants; whatever becomes of one is written within its restaurant's walls. */
export class NotificationQueue extends MessageQueue<Notification> {
  readonly #columns: Columns<Notification>;

  constructor(
    private readonly database: Database,
    worker: Worker,
  ) {
    const columns = new Columns(database.dataSource, Notification);
    super(worker, {
      table,
      columns,
      alsoChanged: ['digest', 'callbackUrl'],
      run: ({ restaurantId }, statement) => database.ofRestaurant(restaurantId, statement),
    });
    this.#columns = columns;
  }

  /** What is due by one channel. */
  due(channel: Channel): DueWork<Notification> {
    return new DueWork(this.database, this.worker, {
      lane: channel,
      table,
      columns: this.#columns,
      only: `channel = '${channel}'`,
      role: NarrowRole.Due,
      canBeLookedUp: channel === 'sms',
    });
  }

  /** The message by the same channel about another version of the same order. */
  async sibling(
    { orderId, restaurantId, channel }: Notification,
    version: number,
  ): Promise<Notification | null> {
    const [row] = await this.database.ofRestaurant<Notification>(restaurantId, {
      name: 'sibling',
      text: `SELECT ${this.#columns.selected} FROM ${table} WHERE order_id = $1 AND channel = $2 AND version = $3`,
      values: [orderId, channel, version],
    });
    return row ?? null;
  }

  /** Stops a message that has not left, whoever has it in hand. */
  stopHeld(notification: Notification, why: DropReason): Promise<boolean> {
    return this.change(notification, 'held', null, {
      state: 'dropped',
      why,
      dueAt: null,
      leaseOwner: null,
      leaseUntil: null,
    });
  }

  /** Gives a message that gave way to another its chance again, now that the other was taken back. */
  async revive({ id, restaurantId }: Notification): Promise<void> {
    await this.database.ofRestaurant(restaurantId, {
      name: 'revive',
      text: `UPDATE ${table} SET state = 'held', why = NULL, due_at = $2 WHERE id = $1 AND state = 'dropped' AND why = 'superseded'`,
      values: [id, this.worker.now()],
    });
  }

  /** The provider's ids of the messages of an order that are known to have been sent. */
  async providerIdsOf({ orderId, restaurantId, channel }: Notification): Promise<ReadonlySet<string>> {
    const rows = await this.database.ofRestaurant<{ id: string }>(restaurantId, {
      name: 'provider_ids',
      text: `SELECT provider_id AS id FROM ${table} WHERE order_id = $1 AND channel = $2 AND provider_id IS NOT NULL`,
      values: [orderId, channel],
    });
    return new Set(rows.map(({ id }) => id));
  }
}
