import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/** A role that reads, for a person who takes their data along, what is kept of them. */
export class Exports1767800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['notifications', 'letters', 'consents']) {
      await queryRunner.query(`DROP POLICY IF EXISTS passline_notifier_exports ON notifier.${table}`);
      await queryRunner.query(`REVOKE ALL ON notifier.${table} FROM passline_notifier_exports`);
    }
  }
}
