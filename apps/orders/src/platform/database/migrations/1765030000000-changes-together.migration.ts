import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, statementsOfNarrowRole } from '#libs/postgres';
import { NarrowRole, rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/** Those that the role had with its first release. */
const tables = ['orders', 'order_history', 'order_texts', 'outbox', 'idempotency_keys'];

/** Changes of several restaurants are written together, by a role that sees those restaurants alone. */
export class ChangesTogether1765030000000 implements MigrationInterface {
  readonly name = 'ChangesTogether1765030000000';
  /** A policy waits for whoever uses its table: no two tables are held at once. Safe to begin anew. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...statementsOfNarrowRole(rowLevelSecurity, NarrowRole.Changes),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`DROP POLICY IF EXISTS ${NarrowRole.Changes} ON passline.${table}`);
      await runner.query(`REVOKE ALL ON passline.${table} FROM ${NarrowRole.Changes}`);
    }
  }
}
