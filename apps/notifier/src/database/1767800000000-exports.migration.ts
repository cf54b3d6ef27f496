import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, wallStatements } from '#libs/service-kit';
import { walls } from './walls.ts';

/** A role that reads, for a person who takes their data along, what is kept of them. */
export class Exports1767800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...narrowRoleStatements(walls), ...wallStatements(walls)])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['notifications', 'letters', 'consents']) {
      await queryRunner.query(`DROP POLICY IF EXISTS passline_notifier_exports ON notifier.${table}`);
      await queryRunner.query(`REVOKE ALL ON notifier.${table} FROM passline_notifier_exports`);
    }
  }
}
