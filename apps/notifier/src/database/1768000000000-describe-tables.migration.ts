import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one row of each table is: read by whoever looks into the database, and by `docs/tables.md`. */
const rows = {
  inbox: 'One order event that was received, so that a second arrival changes nothing.',
  notifications: 'One message about an order to its customer by one channel; it holds no contact.',
  letters: 'One mail about an account; its id is that of the account request which it answers.',
  consents: 'What was said once about texts to a number; the latest holds.',
} as const;

/** Whoever writes meanwhile is not held up: a comment takes no lock that a writer waits for. */
export class DescribeTables1768000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, row] of Object.entries(rows))
      await queryRunner.query(`COMMENT ON TABLE notifier.${table} IS ${pg.escapeLiteral(row)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(rows))
      await queryRunner.query(`COMMENT ON TABLE notifier.${table} IS NULL`);
  }
}
