import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/** What one row of each table is: read by whoever looks into the database, and by `docs/tables.md`. */
const rows = {
  order_events: 'One order event that was heard, or read out of the history; nothing personal is in it.',
  stale_orders: 'One order of which events have come, and what it comes to is not worked out yet.',
  orders: 'What one order’s events come to: when it came where, what it was promised, how it ended.',
  kitchens: 'One restaurant and kind of order, and up to which revision of its orders was learned.',
  restaurants: 'What was last known of one restaurant whose orders are judged.',
  backfill_progress: 'The only row says how far a backfill has come that was broken off.',
} as const;

const tables = `
  CREATE TABLE insights.order_events (
    order_id uuid NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    event_id text NOT NULL UNIQUE,
    restaurant_id uuid NOT NULL,
    fulfilment text NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    at timestamptz(3) NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    corrects integer,
    reason text,
    minutes integer,
    role text NOT NULL,
    estimate jsonb,
    pieces integer,
    scheduled_for timestamptz(3),
    PRIMARY KEY (order_id, version)
  );
  CREATE INDEX order_events_by_recorded_at ON insights.order_events USING brin (recorded_at);

  CREATE TABLE insights.orders (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    fulfilment text NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    pieces integer NOT NULL,
    scheduled_for timestamptz(3),
    placed_at timestamptz(3) NOT NULL,
    came_at timestamptz(3),
    accepted_at timestamptz(3),
    cooking_at timestamptz(3),
    ready_at timestamptz(3),
    handed_over_at timestamptz(3),
    arrived_at timestamptz(3),
    left_at timestamptz(3),
    ended_at timestamptz(3),
    ended_as text,
    ended_reason text,
    load integer NOT NULL DEFAULT 0,
    delay_minutes integer NOT NULL,
    promised_ready_from timestamptz(3),
    promised_ready_to timestamptz(3),
    promised_arrival_from timestamptz(3),
    promised_arrival_to timestamptz(3),
    promised_basis text,
    stages jsonb NOT NULL
  );
  COMMENT ON COLUMN insights.orders.came_at IS 'When it was pending first: one for later comes when it is due.';
  COMMENT ON COLUMN insights.orders.left_at IS 'When the kitchen was done with it: it was ready, or ended before.';
  COMMENT ON COLUMN insights.orders.load IS 'Orders of the restaurant that had come before it, and not left.';
  COMMENT ON COLUMN insights.orders.stages IS
    'By stage: how long it took (ms), when that was known, and what was promised as it began (ms from then).';
  CREATE INDEX orders_by_placed_at ON insights.orders (restaurant_id, placed_at);
  CREATE INDEX orders_by_came_at ON insights.orders (restaurant_id, came_at);
  CREATE INDEX orders_to_learn_from ON insights.orders (restaurant_id, fulfilment, came_at DESC, order_id DESC)
    WHERE stages <> '{}';
  CREATE INDEX orders_by_age ON insights.orders USING brin (placed_at);

  CREATE TABLE insights.stale_orders (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL
  );

  CREATE TABLE insights.kitchens (
    restaurant_id uuid NOT NULL,
    fulfilment text NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    learned_revision bigint NOT NULL DEFAULT 0,
    leased_until timestamptz(3),
    PRIMARY KEY (restaurant_id, fulfilment)
  );
  CREATE INDEX kitchens_to_learn ON insights.kitchens (restaurant_id) WHERE revision > learned_revision;

  CREATE TABLE insights.restaurants (
    restaurant_id uuid PRIMARY KEY,
    name text NOT NULL,
    timezone text NOT NULL,
    delivery_minutes jsonb,
    policies jsonb NOT NULL,
    read_at timestamptz(3) NOT NULL
  );

  CREATE TABLE insights.backfill_progress (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    last_order_id uuid NOT NULL,
    orders integer NOT NULL
  );
`;

export class CreateInsights1768200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(tables);
    for (const [table, row] of Object.entries(rows))
      await queryRunner.query(`COMMENT ON TABLE insights.${table} IS ${pg.escapeLiteral(row)}`);
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(rows)) await queryRunner.query(`DROP TABLE insights.${table}`);
  }
}
