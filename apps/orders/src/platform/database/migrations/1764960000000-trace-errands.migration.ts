import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the notifier is to do belongs to the trace of the request that asked for it. */
export class TraceErrands1764960000000 implements MigrationInterface {
  readonly name = 'TraceErrands1764960000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['account_requests', 'exports'])
      await runner.query(`ALTER TABLE passline.${table} ADD COLUMN trace_id text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['account_requests', 'exports'])
      await runner.query(`ALTER TABLE passline.${table} DROP COLUMN trace_id`);
  }
}
