import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Status } from '#libs/status-machine';

/** How a message reaches a customer. */
export const Channel = { Email: 'email', Sms: 'sms' } as const;
export type Channel = (typeof Channel)[keyof typeof Channel];
export const channels: readonly Channel[] = Object.values(Channel);

/**
 * `held` waits for `due_at`, whether for the first time or after a failure; `sending` is with the provider; `unknown` may have reached
 * the customer; `sent`, `dropped` and `dead` are ends, of which `dead` can be retried by an operator.
 */
export const NotificationState = {
  Held: 'held',
  Sending: 'sending',
  Sent: 'sent',
  Dropped: 'dropped',
  Unknown: 'unknown',
  Dead: 'dead',
} as const;
export type NotificationState = (typeof NotificationState)[keyof typeof NotificationState];

/** Why a message was never sent, and need not be. */
export type DropReason = 'recalled' | 'superseded' | 'not_told' | 'no_contact' | 'opted_out' | 'no_provider';

/** Why a message was given up: an operator should look. */
export type DeathReason = 'refused' | 'undelivered' | 'deadline' | 'order_not_found';

/** One message to one customer by one channel: a row of the queue. It holds no contact: that is read from `orders` when it leaves. */
@Entity({ name: 'notifications', schema: 'notifier' })
export class Notification {
  @PrimaryColumn('uuid')
  id!: string;

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

  /** The order's version that is told. */
  @Column('integer')
  version!: number;

  /** The status that is told; for a correction, the one that was told and is taken back. */
  @Column('text')
  moment!: Status;

  /** The version that a correction takes back. */
  @Column('integer', { nullable: true })
  corrects!: number | null;

  @Column('text')
  state!: NotificationState;

  @Column('text', { nullable: true })
  why!: DropReason | DeathReason | null;

  /** When to look at it next; null while it is sending and at an end. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { name: 'deadline_at' })
  deadlineAt!: Date;

  @Column('integer')
  attempts!: number;

  @Column('timestamptz', { name: 'attempted_at', nullable: true })
  attemptedAt!: Date | null;

  /** Who works on it, and until when that counts. */
  @Column('uuid', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  /** Without addresses and numbers. */
  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  /** SHA-256 of a text as it left, in hexadecimal, by which it is found again at the provider. */
  @Column('text', { nullable: true })
  digest!: string | null;

  /** Where the provider was told to report, exactly: its signature covers it. */
  @Column('text', { name: 'callback_url', nullable: true })
  callbackUrl!: string | null;

  @Column('text', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
