import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/** Restaurants are walled off in the notifier's tables too. */
export class Walls1767400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $do$ DECLARE p record; BEGIN
        FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'notifier' LOOP
          EXECUTE format('DROP POLICY %I ON notifier.%I', p.policyname, p.tablename);
        END LOOP;
      END $do$`);
    for (const table of ['inbox', 'notifications', 'consents']) {
      await queryRunner.query(
        `ALTER TABLE notifier.${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`,
      );
    }
    await queryRunner.query(
      `REVOKE ALL ON ALL TABLES IN SCHEMA notifier FROM ${Object.keys(rowLevelSecurity.crossing).join(', ')}`,
    );
  }
}
