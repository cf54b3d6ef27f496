import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much cooks had in hand when an order was accepted; what the release before writes leaves it empty. */
export class PiecesAhead1768230000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE insights.orders ADD COLUMN pieces_ahead integer');
    await queryRunner.query(`COMMENT ON COLUMN insights.orders.pieces_ahead IS
      'Pieces of the orders that had been accepted before it, and not left; null where nobody counted.'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE insights.orders DROP COLUMN pieces_ahead');
  }
}
