import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an amendment changed. In a transaction of its own: whoever writes meanwhile locks the tables of an
 * order one after the other as PostgreSQL pleases, so that a migration that holds one and waits for another
 * may meet a writer who does the opposite.
 */
export class Amendments1765005000000 implements MigrationInterface {
  readonly name = 'Amendments1765005000000';

  async up(runner: QueryRunner): Promise<void> {
    // Not jsonb: the chain covers it as it was written.
    await runner.query('ALTER TABLE passline.order_history ADD COLUMN amendment json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.order_history DROP COLUMN amendment');
  }
}
