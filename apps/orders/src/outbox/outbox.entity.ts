import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An event that has been committed and not yet published. The row goes once the log has it. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  /** The record's key: an order's events leave in order. */
  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('jsonb')
  headers!: Record<string, string>;

  @Column('text')
  value!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Set where the log can never take it; later events of the order then wait behind it. */
  @Column('timestamptz', { name: 'parked_at', nullable: true })
  parkedAt!: Date | null;

  @Column('text', { name: 'parked_because', nullable: true })
  parkedBecause!: string | null;
}
