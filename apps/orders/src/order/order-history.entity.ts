import type { EntryType, Reason } from '#libs/contracts';
import type { Role, Status } from '#libs/status-machine';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One event of an order, never changed: who, what, why and when, chained by hash to the one before. */
@Entity('order_history')
export class OrderHistoryEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @PrimaryColumn('int')
  version!: number;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  type!: EntryType;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: Status | null;

  @Column('text')
  status!: Status;

  @Column('int', { nullable: true })
  corrects!: number | null;

  @Column('int', { nullable: true })
  minutes!: number | null;

  @Column('text', { nullable: true })
  reason!: Reason | null;

  @Column('text')
  role!: Role;

  /** The account or, by `role`, the device. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  /** By the clock of the one who posted it. */
  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  /** By our clock. */
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('timestamptz', { name: 'ready_from', nullable: true })
  readyFrom!: Date | null;

  @Column('timestamptz', { name: 'ready_to', nullable: true })
  readyTo!: Date | null;

  /** Stands for the free text, which is kept apart and can be erased. */
  @Column('bytea', { name: 'text_digest', nullable: true })
  textDigest!: Buffer | null;

  @Column('bytea', { name: 'previous_hash' })
  previousHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;
}
