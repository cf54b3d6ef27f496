import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('restaurants')
export class RestaurantEntity {
  @PrimaryColumn('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text')
  timezone!: string;

  @Column('text')
  locale!: string;

  @Column('text')
  currency!: string;

  /** From acceptance to ready for a small order on a quiet evening. */
  @Column('int', { name: 'base_preparation_minutes' })
  basePreparationMinutes!: number;

  @Column('int', { name: 'last_order_number' })
  lastOrderNumber!: number;
}
