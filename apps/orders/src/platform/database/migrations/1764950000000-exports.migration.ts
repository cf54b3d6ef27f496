import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/**
 * Customers who wait for their data, and what the notifier has handed in for them; gone as soon as they have
 * it.
 */
const statements = [
  `CREATE TABLE passline.exports (
    export_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    answered_at timestamptz(3)
  )`,
  `CREATE TABLE passline.export_parts (
    export_id uuid NOT NULL REFERENCES passline.exports ON DELETE CASCADE,
    part int NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (export_id, part)
  )`,
];

export class Exports1764950000000 implements MigrationInterface {
  readonly name = 'Exports1764950000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...statements,
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE passline.export_parts, passline.exports');
  }
}
