import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/**
 * Finds what is old without looking through all there is; rows come in the order of their age, so that an
 * index of ranges is small and costs next to nothing.
 */
export class Retention1767700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX inbox_by_age ON notifier.inbox USING brin (received_at);
      CREATE INDEX notifications_by_age ON notifier.notifications USING brin (created_at);
    `);
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX notifier.inbox_by_age, notifier.notifications_by_age');
  }
}
