import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tables a restaurant has, as it calls them. */
export class TableLabels1765021000000 implements MigrationInterface {
  readonly name = 'TableLabels1765021000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE passline.restaurants ADD COLUMN table_labels text[] NOT NULL DEFAULT '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.restaurants DROP COLUMN table_labels');
  }
}
