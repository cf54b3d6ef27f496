import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever comes back with a token of a session that was ended is told why. */
export class SessionEnds1765022000000 implements MigrationInterface {
  readonly name = 'SessionEnds1765022000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.refresh_tokens ADD COLUMN ended_because text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.refresh_tokens DROP COLUMN ended_because');
  }
}
