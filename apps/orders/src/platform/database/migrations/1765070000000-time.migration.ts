import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, statementsOfNarrowRole, statementsOfTable } from '#libs/postgres';
import { NarrowRole, rowLevelSecurity } from '../../row-level-security/row-level-security.ts';

/** Columns that a service of the release before leaves empty, and reads past. */
const columns = [
  `ALTER TABLE passline.restaurants
    ADD COLUMN IF NOT EXISTS delivery_minutes jsonb,
    ADD COLUMN IF NOT EXISTS policies jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS pace jsonb,
    ADD COLUMN IF NOT EXISTS pace_version int NOT NULL DEFAULT 0`,
  `ALTER TABLE passline.orders
    ADD COLUMN IF NOT EXISTS scheduled_for timestamptz(3),
    ADD COLUMN IF NOT EXISTS extra_minutes int NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS kitchen_load int NOT NULL DEFAULT 0`,
  `ALTER TABLE passline.order_history
    ADD COLUMN IF NOT EXISTS arrives_from timestamptz(3),
    ADD COLUMN IF NOT EXISTS arrives_to timestamptz(3),
    ADD COLUMN IF NOT EXISTS basis text,
    ADD COLUMN IF NOT EXISTS accept_by timestamptz(3)`,
];

/**
 * None refers to another by a foreign key, whose making waits for whoever writes there: a timer of an order
 * that has moved on is void, whatever has become of it.
 */
const tables: Readonly<Record<string, readonly string[]>> = {
  timers: [
    `CREATE TABLE IF NOT EXISTS passline.timers (
      timer_id uuid PRIMARY KEY,
      restaurant_id uuid NOT NULL,
      order_id uuid,
      version int NOT NULL,
      kind text NOT NULL,
      due_at timestamptz(3) NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS timers_by_due_at ON passline.timers (due_at)',
  ],
  board_notices: [
    `CREATE TABLE IF NOT EXISTS passline.board_notices (
      notice_id uuid PRIMARY KEY,
      restaurant_id uuid NOT NULL,
      kind text NOT NULL,
      content jsonb NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`,
    'CREATE INDEX IF NOT EXISTS board_notices_by_created_at ON passline.board_notices (created_at)',
  ],
  feedback: [
    `CREATE TABLE IF NOT EXISTS passline.feedback (
      order_id uuid PRIMARY KEY,
      restaurant_id uuid NOT NULL,
      rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
      comment text,
      created_at timestamptz(3) NOT NULL,
      updated_at timestamptz(3) NOT NULL
    )`,
    `CREATE INDEX IF NOT EXISTS feedback_by_restaurant
      ON passline.feedback (restaurant_id, created_at DESC, order_id DESC)`,
    'CREATE INDEX IF NOT EXISTS feedback_by_updated_at ON passline.feedback (updated_at, order_id)',
  ],
  learned_times: [
    `CREATE TABLE IF NOT EXISTS passline.learned_times (
      restaurant_id uuid NOT NULL,
      fulfilment text NOT NULL,
      times jsonb NOT NULL,
      learned_at timestamptz(3) NOT NULL,
      PRIMARY KEY (restaurant_id, fulfilment)
    )`,
  ],
  insights_heartbeat: [
    `CREATE TABLE IF NOT EXISTS passline.insights_heartbeat (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      beaten_at timestamptz(3) NOT NULL
    )`,
  ],
};

const rows: Readonly<Record<string, string>> = {
  timers: 'What is to happen by itself at a time; void where the order has another version by then.',
  board_notices: 'What the restaurant’s boards are to be told beside the changes of orders, for an hour.',
  feedback: 'How one customer liked one order.',
  learned_times: 'How long one restaurant’s orders of one kind took, as insights learned it last.',
  insights_heartbeat: 'The only row says when insights last gave a sign of life.',
};

/** What happens by itself, what is promised until the door, and what customers say of it afterwards. */
export class Time1765070000000 implements MigrationInterface {
  readonly name = 'Time1765070000000';
  /** One table at a time is locked; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...columns,
      ...Object.values(tables).flat(),
      ...Object.entries(rows).map(
        ([table, row]) => `COMMENT ON TABLE passline.${table} IS ${pg.escapeLiteral(row)}`,
      ),
      ...narrowRoleStatements(rowLevelSecurity),
      ...Object.keys(tables).flatMap((table) => statementsOfTable(rowLevelSecurity, table)),
      ...statementsOfNarrowRole(rowLevelSecurity, NarrowRole.Insights),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables)) await runner.query(`DROP TABLE passline.${table}`);
    await runner.query(
      'ALTER TABLE passline.order_history DROP arrives_from, DROP arrives_to, DROP basis, DROP accept_by',
    );
    await runner.query(
      'ALTER TABLE passline.orders DROP scheduled_for, DROP extra_minutes, DROP kitchen_load',
    );
    await runner.query(
      'ALTER TABLE passline.restaurants DROP delivery_minutes, DROP policies, DROP pace, DROP pace_version',
    );
  }
}
