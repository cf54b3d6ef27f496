import type { Item } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order as it stands; how it came there is in its history. */
@Entity('orders')
export class OrderEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text', { name: 'order_number' })
  orderNumber!: string;

  @Column('text')
  fulfilment!: Fulfilment;

  @Column('text')
  status!: Status;

  /** Counts every event of the order, from 1; also the event's sequence and the screen's cursor. */
  @Column('int')
  version!: number;

  @Column('int', { name: 'workflow_version' })
  workflowVersion!: number;

  @Column('uuid', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column('jsonb')
  items!: Item[];

  /** Minor units. */
  @Column('bigint', { name: 'total_amount', transformer: { from: Number, to: String } })
  totalAmount!: number;

  @Column('text')
  currency!: string;

  @Column('text', { name: 'table_label', nullable: true })
  tableLabel!: string | null;

  /** What the kitchen needs from acceptance to ready, delays included, in minutes. */
  @Column('int', { name: 'work_minutes' })
  workMinutes!: number;

  @Column('timestamptz', { name: 'ready_from', nullable: true })
  readyFrom!: Date | null;

  @Column('timestamptz', { name: 'ready_to', nullable: true })
  readyTo!: Date | null;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  /** When it came to a final status. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** The hash of the newest history row, so that a removed one shows. */
  @Column('bytea', { name: 'head_hash' })
  headHash!: Buffer;

  /** Part of what a tracking link signs: raised, older links are dead; below zero: withdrawn, with no new one yet. */
  @Column('int', { name: 'link_generation' })
  linkGeneration!: number;
}
