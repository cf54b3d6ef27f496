import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who ordered and where to bring it: all that is personal about an order, so that it can be erased. */
@Entity('order_contacts')
export class OrderContactEntity {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  locale!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;
}
