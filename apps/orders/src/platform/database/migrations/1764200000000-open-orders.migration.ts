import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Boards read the open orders again and again: without looking through all that ever ended. Only an order's
 * end touches it.
 */
export class OpenOrders1764200000000 implements MigrationInterface {
  readonly name = 'OpenOrders1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX orders_open ON passline.orders (restaurant_id, placed_at DESC, order_id DESC) WHERE ended_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX passline.orders_open');
  }
}
