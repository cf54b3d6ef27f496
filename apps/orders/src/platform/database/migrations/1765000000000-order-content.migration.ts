import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an order holds beside its items. A service of the release before goes on writing: what it does not
 * know has a default.
 */
export class OrderContent1765000000000 implements MigrationInterface {
  readonly name = 'OrderContent1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE passline.orders
      ADD COLUMN display_number text,
      ADD COLUMN adjustments jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN total_given boolean NOT NULL DEFAULT false,
      ADD COLUMN payment jsonb NOT NULL DEFAULT '{"status": "unpaid"}',
      ADD COLUMN notes text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE passline.orders DROP COLUMN display_number, DROP COLUMN adjustments,
      DROP COLUMN total_given, DROP COLUMN payment, DROP COLUMN notes`);
  }
}
