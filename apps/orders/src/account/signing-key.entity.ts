import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair that access tokens are signed with (ES256), as a private JWK. */
@Entity('signing_keys')
export class SigningKeyEntity {
  @PrimaryColumn('text')
  kid!: string;

  @Column('jsonb', { name: 'private_key' })
  privateKey!: JWK;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Until then it is only shown. */
  @Column('timestamptz', { name: 'signs_from' })
  signsFrom!: Date;

  /** From when on the next one signs. */
  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt!: Date | null;
}
