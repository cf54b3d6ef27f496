import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which generation of codes stands on a restaurant's tables. */
export class TableCodes1764800000000 implements MigrationInterface {
  readonly name = 'TableCodes1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.restaurants ADD COLUMN table_generation int NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.restaurants DROP COLUMN table_generation');
  }
}
