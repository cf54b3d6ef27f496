import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a key did: enough to answer its repeat from the history, without keeping the answer. */
@Entity('idempotency_keys')
export class IdempotencyKeyEntity {
  /** Digest of caller, method and path; within a batch, of caller and order. */
  @PrimaryColumn('bytea')
  scope!: Buffer;

  @PrimaryColumn('text')
  key!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('bytea', { name: 'request_hash' })
  requestHash!: Buffer;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('int')
  version!: number;

  @Column('text')
  result!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
