import { Column, Entity } from 'typeorm';
import type { Status } from '#libs/status-machine';
import { QueuedMessage } from './queued-message.entity.ts';

/** How a message reaches a customer. */
export const Channel = { Email: 'email', Sms: 'sms' } as const;
export type Channel = (typeof Channel)[keyof typeof Channel];
export const channels: readonly Channel[] = Object.values(Channel);

/**
 * One message about an order to its customer by one channel. It holds no contact: that is read from `orders`
 * when it leaves.
 */
@Entity({ name: 'notifications', schema: 'notifier' })
export class Notification extends QueuedMessage {
  @Column('text', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  channel!: Channel;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text', { name: 'order_number' })
  orderNumber!: string;

  /** The order's version that it is about. */
  @Column('integer')
  version!: number;

  /** The status that it is about; for a correction, the one that is taken back. */
  @Column('text')
  moment!: Status;

  /** The version that a correction takes back. */
  @Column('integer', { nullable: true })
  corrects!: number | null;

  /** SHA-256 of a text as it left, in hexadecimal, by which it is found again at the provider. */
  @Column('text', { nullable: true })
  digest!: string | null;

  /** Where the provider was asked to report, exactly: its signature covers it. */
  @Column('text', { name: 'callback_url', nullable: true })
  callbackUrl!: string | null;
}
