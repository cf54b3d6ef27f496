import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The free text of one event; erasing the row leaves the history's chain whole. */
@Entity('order_texts')
export class OrderTextEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @PrimaryColumn('int')
  version!: number;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  /** For the customer. */
  @Column('text')
  notes!: string;

  /** For staff. */
  @Column('text', { name: 'internal_notes' })
  internalNotes!: string;

  @Column('bytea')
  salt!: Buffer;
}
