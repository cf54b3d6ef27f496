import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/**
 * What instances tell each other of limits and wrong passwords: of little worth after a crash, so nothing of
 * it is logged ahead, and keyed by digests, so that no address and no name lies here. And from when on a key
 * signs: it is shown to everyone before.
 */
const statements = [
  `CREATE UNLOGGED TABLE passline.limit_levels (
    key bytea PRIMARY KEY,
    empty_at timestamptz NOT NULL
  ) WITH (fillfactor = 50)`,
  `CREATE UNLOGGED TABLE passline.password_guesses (
    key bytea PRIMARY KEY,
    wrong int NOT NULL,
    wait_until timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
  )`,
  `ALTER TABLE passline.signing_keys ADD COLUMN signs_from timestamptz(3) NOT NULL DEFAULT now()`,
];

export class LimitsAndKeys1764700000000 implements MigrationInterface {
  readonly name = 'LimitsAndKeys1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...statements,
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.signing_keys DROP COLUMN signs_from');
    await runner.query('DROP TABLE passline.limit_levels, passline.password_guesses');
  }
}
