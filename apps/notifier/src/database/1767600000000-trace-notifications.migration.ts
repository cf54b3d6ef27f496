import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message leaves long after its event: the trace it belongs to is kept with it. */
export class TraceNotifications1767600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notifier.notifications ADD COLUMN trace_id text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notifier.notifications DROP COLUMN trace_id');
  }
}
