import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One entry of the ledger of who wants texts: only ever added to; the latest one about a number holds. */
@Entity({ name: 'consents', schema: 'notifier' })
export class Consent {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', type: 'bigint' })
  id!: string;

  /** E.164 */
  @Column('text')
  phone!: string;

  /** Null speaks for every restaurant: a STOP is sent to a number that several may share. */
  @Column('uuid', { name: 'restaurant_id', nullable: true })
  restaurantId!: string | null;

  @Column('boolean')
  wanted!: boolean;

  /** By which word or way it was said. */
  @Column('text')
  source!: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
