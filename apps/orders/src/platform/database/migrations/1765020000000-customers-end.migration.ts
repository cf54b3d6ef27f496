import { grantsOfNarrowRoles } from '#libs/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/**
 * When a customer had nothing more to wait for, by which their link ends. Orders of before have none, and go
 * by their last change.
 */
export class CustomersEnd1765020000000 implements MigrationInterface {
  readonly name = 'CustomersEnd1765020000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.orders ADD COLUMN customer_ended_at timestamptz(3)');
    for (const statement of grantsOfNarrowRoles(rowLevelSecurity)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.orders DROP COLUMN customer_ended_at');
  }
}
