import type { MigrationInterface, QueryRunner } from 'typeorm';

const constraint = 'orders_restaurant_id_external_id_key';

/**
 * A POS may use an external_id again once its order has ended. The index is made while others write, and has
 * the name of the constraint whose place it takes, since a service of the release before looks for that in
 * what PostgreSQL refuses.
 */
export class ExternalIdsAgain1765010000000 implements MigrationInterface {
  readonly name = 'ExternalIdsAgain1765010000000';
  /** What is made beside writers cannot be in a transaction; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET lock_timeout = 0');
    await makeBesideWriters(runner, 'orders_open_external_id', {
      unique: true,
      on: '(restaurant_id, external_id) WHERE ended_at IS NULL',
    });
    await makeBesideWriters(runner, 'orders_by_external_id', {
      unique: false,
      on: '(restaurant_id, external_id, placed_at DESC, order_id DESC) WHERE external_id IS NOT NULL',
    });
    await runner.query('RESET lock_timeout');
    await runner.startTransaction();
    await runner.query(`ALTER TABLE passline.orders DROP CONSTRAINT IF EXISTS ${constraint}`);
    await runner.query(`DROP INDEX IF EXISTS passline.${constraint}`);
    await runner.query(`ALTER INDEX passline.orders_open_external_id RENAME TO ${constraint}`);
    await runner.commitTransaction();
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX passline.${constraint}, passline.orders_by_external_id`);
    await runner.query(
      `ALTER TABLE passline.orders ADD CONSTRAINT ${constraint} UNIQUE (restaurant_id, external_id)`,
    );
  }
}

/** One that was broken off is left behind invalid, and is made anew. */
async function makeBesideWriters(
  runner: QueryRunner,
  name: string,
  { unique, on }: { readonly unique: boolean; readonly on: string },
): Promise<void> {
  await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS passline.${name}`);
  await runner.query(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${name} ON passline.orders ${on}`);
}
