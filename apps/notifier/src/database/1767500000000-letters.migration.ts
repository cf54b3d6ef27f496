import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/** Mails about accounts, which belong to no restaurant. */
export class Letters1767500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notifier.letters (
        id uuid PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('held', 'sending', 'sent', 'dropped', 'unknown', 'dead')),
        why text,
        due_at timestamptz,
        deadline_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        attempted_at timestamptz,
        lease_owner uuid,
        lease_until timestamptz,
        last_error text,
        provider_id text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL,
        CHECK ((state = 'held') <= (due_at IS NOT NULL)),
        CHECK ((state IN ('dropped', 'dead')) = (why IS NOT NULL))
      );
      CREATE INDEX letters_due ON notifier.letters (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX letters_sending ON notifier.letters (lease_until) WHERE state = 'sending';
    `);
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE notifier.letters');
  }
}
