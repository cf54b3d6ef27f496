import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order event that was ingested: what comes a second time changes nothing. */
@Entity({ name: 'inbox', schema: 'notifier' })
export class InboxEvent {
  @PrimaryColumn('text', { name: 'event_id' })
  eventId!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  type!: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}
