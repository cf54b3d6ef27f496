import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * As which release a request was read whose hash a key holds, so that what the release before has answered is
 * still known when it is repeated. A service of that release says nothing, which counts as 1.
 */
export class KeyReadings1765060000000 implements MigrationInterface {
  readonly name = 'KeyReadings1765060000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE passline.idempotency_keys ADD COLUMN reading smallint NOT NULL DEFAULT 1',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.idempotency_keys DROP COLUMN reading');
  }
}
