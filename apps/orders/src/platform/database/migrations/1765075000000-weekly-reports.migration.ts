import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statementsOfNarrowRole, statementsOfTable } from '#libs/postgres';
import { NarrowRole, rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

const tables: Readonly<Record<string, string>> = {
  weekly_reports: `CREATE TABLE IF NOT EXISTS passline.weekly_reports (
    restaurant_id uuid NOT NULL,
    week date NOT NULL,
    figures jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (restaurant_id, week)
  )`,
  weekly_report_emails: `CREATE TABLE IF NOT EXISTS passline.weekly_report_emails (
    request_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    week date NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    taken_at timestamptz(3)
  )`,
};

const rows: Readonly<Record<string, string>> = {
  weekly_reports: 'The figures of one restaurant’s week, beside those of the week before.',
  weekly_report_emails: 'The mail of a week to one admin; taken once it is safe with the notifier.',
};

/** The week by mail, once for each restaurant and admin. */
export class WeeklyReports1765075000000 implements MigrationInterface {
  readonly name = 'WeeklyReports1765075000000';
  /** One table at a time is locked; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...Object.values(tables),
      `CREATE INDEX IF NOT EXISTS weekly_report_emails_waiting ON passline.weekly_report_emails (request_id)
        WHERE taken_at IS NULL`,
      ...Object.entries(rows).map(
        ([table, row]) => `COMMENT ON TABLE passline.${table} IS ${pg.escapeLiteral(row)}`,
      ),
      ...Object.keys(tables).flatMap((table) => statementsOfTable(rowLevelSecurity, table)),
      ...statementsOfNarrowRole(rowLevelSecurity, NarrowRole.Insights),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables)) await runner.query(`DROP TABLE passline.${table}`);
  }
}
