import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds what was recorded since a moment. Rows only ever come, in the order of their age, so that an index of
 * ranges is small and costs next to nothing to write: one entry for each megabyte.
 */
export class HistoryByAge1765041000000 implements MigrationInterface {
  readonly name = 'HistoryByAge1765041000000';
  /** What is made beside writers cannot be in a transaction; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET lock_timeout = 0');
    // One that was broken off is left behind invalid, and is made anew.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS passline.order_history_by_age');
    await runner.query(`CREATE INDEX CONCURRENTLY order_history_by_age ON passline.order_history
      USING brin (recorded_at) WITH (autosummarize = on)`);
    await runner.query('RESET lock_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX passline.order_history_by_age');
  }
}
