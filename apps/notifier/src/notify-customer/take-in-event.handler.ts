import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { OrderEvent } from '#libs/contracts';
import type { Status } from '#libs/status-machine';
import { channels } from '../notification/notification.entity.ts';
import { isTold, worthSendingFor } from '../notification/moment.ts';

interface Terms {
  /** How long a message waits for an undo, in milliseconds. */
  readonly holdMs: number;
  readonly now: () => Date;
}

/** Notes down an event and the messages that it asks for, in one statement; whether they are still true is asked when they leave. */
export class TakeInEventHandler {
  constructor(
    private readonly dataSource: DataSource,
    private readonly terms: Terms,
  ) {}

  /** An event that was taken in before changes nothing. @throws what the database says, so that the event comes again */
  async handle(event: OrderEvent): Promise<void> {
    const { data } = event;
    const now = this.terms.now();
    const dueAt = new Date(now.getTime() + this.terms.holdMs);
    const moment = momentOf(event);
    await this.dataSource.query(takeIn, [
      event.id, data.order_id, data.restaurant_id, data.version, event.type, now,
      moment === null ? [] : channels.map(() => uuid()), moment === null ? [] : channels,
      data.order_number, moment, data.corrects, dueAt, new Date(dueAt.getTime() + (moment === null ? 0 : worthSendingFor(moment))),
    ]);
  }
}

const takeIn = `
  WITH taken AS (
    INSERT INTO notifier.inbox (event_id, order_id, restaurant_id, version, type, received_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING event_id, order_id, restaurant_id, version
  )
  INSERT INTO notifier.notifications (id, event_id, channel, order_id, restaurant_id, order_number, version, moment, corrects, state, due_at, deadline_at, created_at)
  SELECT message.id, event_id, message.channel, order_id, restaurant_id, $9, version, $10, $11, 'held', $12, $13, $6
  FROM taken, unnest($7::uuid[], $8::text[]) AS message (id, channel)`;

/** The status that the customer is to hear of, or null; of a recall, the one that was taken back. */
function momentOf({ type, data }: OrderEvent): Status | null {
  if (type === 'passline.order.status_changed.v1') return isTold(data.status, data.fulfilment) ? data.status : null;
  if (type === 'passline.order.recalled.v1') return isTold(data.from, data.fulfilment) ? data.from : null;
  return null;
}
