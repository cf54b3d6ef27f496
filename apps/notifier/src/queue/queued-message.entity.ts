import { Column, PrimaryColumn } from 'typeorm';

/**
 * `held` waits for `due_at`, whether for the first time or after a failure; `sending` is with the provider;
 * `unknown` may have reached its addressee; `sent`, `dropped` and `dead` are ends, of which `dead` can be
 * retried by an operator.
 */
export const MessageState = {
  Held: 'held',
  Sending: 'sending',
  Sent: 'sent',
  Dropped: 'dropped',
  Unknown: 'unknown',
  Dead: 'dead',
} as const;
export type MessageState = (typeof MessageState)[keyof typeof MessageState];

/** Why a message was never sent, and need not be. */
export type DropReason =
  'recalled' | 'superseded' | 'not_told' | 'no_contact' | 'opted_out' | 'no_provider' | 'nothing_to_say';

/** Why a message was given up: an operator should look. */
export type DeathReason = 'refused' | 'undelivered' | 'deadline' | 'order_not_found';

/** What every queue of messages keeps of each: where it is on its way, and never to whom it goes. */
export abstract class QueuedMessage {
  @PrimaryColumn('uuid')
  id!: string;

  /** Of the request that asked for it, or made the change; by it the log's lines are found. */
  @Column('text', { name: 'trace_id', nullable: true })
  traceId!: string | null;

  @Column('text')
  state!: MessageState;

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

  @Column('text', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
