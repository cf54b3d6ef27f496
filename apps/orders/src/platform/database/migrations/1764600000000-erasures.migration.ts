import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/** Of whose orders and letters the notifier is to keep no trace; gone as soon as it knows. */
export class Erasures1764600000000 implements MigrationInterface {
  readonly name = 'Erasures1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE passline.erasures (
      erasure_id uuid PRIMARY KEY,
      order_ids uuid[] NOT NULL,
      letter_ids uuid[] NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT now()
    )`);
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE passline.erasures');
  }
}
