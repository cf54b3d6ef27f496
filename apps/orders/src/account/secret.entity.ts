import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A secret that all instances share, such as the key of tracking links. */
@Entity('secrets')
export class SecretEntity {
  @PrimaryColumn('text')
  name!: string;

  @Column('bytea')
  value!: Buffer;
}
