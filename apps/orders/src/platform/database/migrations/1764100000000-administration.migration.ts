import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/**
 * Sessions that were ended before their access tokens expire; and for each device which of its secrets its
 * tokens come from.
 */
const statements = [
  `CREATE TABLE passline.ended_sessions (
    session_id uuid PRIMARY KEY,
    ended_at timestamptz(3) NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX ended_sessions_by_age ON passline.ended_sessions (ended_at)`,
  `ALTER TABLE passline.devices ADD COLUMN session_id uuid NOT NULL DEFAULT gen_random_uuid()`,
];

export class Administration1764100000000 implements MigrationInterface {
  readonly name = 'Administration1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...statements,
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.devices DROP COLUMN session_id');
    await runner.query('DROP TABLE passline.ended_sessions');
  }
}
