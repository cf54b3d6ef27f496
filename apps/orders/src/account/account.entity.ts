import type { Role } from '#libs/status-machine';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who logs in: a restaurant's staff, or a customer (`restaurant_id` is then where they order by default). */
@Entity('accounts')
export class AccountEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'restaurant_id', nullable: true })
  restaurantId!: string | null;

  @Column('text')
  role!: Exclude<Role, 'device'>;

  /** Lower case. */
  @Column('text')
  username!: string;

  @Column('text')
  name!: string;

  /** Argon2id. */
  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword!: boolean;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
