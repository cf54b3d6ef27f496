import type { Scope } from '#libs/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A POS system that acts by itself, by OAuth 2.0 client credentials. */
@Entity('devices')
export class DeviceEntity {
  @PrimaryColumn('uuid', { name: 'device_id' })
  deviceId!: string;

  @Column('uuid', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'client_id' })
  clientId!: string;

  /** SHA-256 of the secret, which is random and long: nothing to guess. */
  @Column('text', { name: 'secret_hash' })
  secretHash!: string;

  /** Of all tokens that this secret gave; another secret begins another session. */
  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
