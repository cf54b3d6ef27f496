import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail about an account belongs to the trace of the request that asked for it. */
export class TraceLetters1767900000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notifier.letters ADD COLUMN trace_id text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notifier.letters DROP COLUMN trace_id');
  }
}
