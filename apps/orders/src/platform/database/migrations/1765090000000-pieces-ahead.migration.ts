import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much cooks had in hand when an order was accepted; the release before leaves it empty. */
export class PiecesAhead1765090000000 implements MigrationInterface {
  readonly name = 'PiecesAhead1765090000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.orders ADD COLUMN IF NOT EXISTS pieces_ahead int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passline.orders DROP pieces_ahead');
  }
}
