import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantsOfNarrowRoles } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/**
 * What nobody reads is not written any more. The version before still writes those columns while this runs,
 * so they stay until it is gone.
 */
const unused = {
  order_events: ['event_id', 'role'],
  restaurants: ['name', 'delivery_minutes', 'policies'],
} as const;

const up = [
  // An event is known by its order and version: a second index for each cost more than the event.
  'ALTER TABLE insights.order_events DROP CONSTRAINT IF EXISTS order_events_event_id_key',
  'DROP INDEX IF EXISTS insights.orders_by_placed_at',
  `ALTER TABLE insights.stale_orders
    ADD COLUMN marked_at timestamptz(3) NOT NULL DEFAULT now(), ADD COLUMN not_before timestamptz(3)`,
  `COMMENT ON COLUMN insights.stale_orders.marked_at IS 'Since when events of it wait to be worked out.'`,
  `COMMENT ON COLUMN insights.stale_orders.not_before IS
    'When it is tried again, of one that could not be worked out: it holds up no other.'`,
  `CREATE INDEX orders_never_came ON insights.orders (restaurant_id, ended_at)
    WHERE came_at IS NULL AND ended_at IS NOT NULL`,
];

const down = [
  'DROP INDEX insights.orders_never_came',
  'ALTER TABLE insights.stale_orders DROP COLUMN not_before, DROP COLUMN marked_at',
  'CREATE INDEX orders_by_placed_at ON insights.orders (restaurant_id, placed_at)',
  `UPDATE insights.order_events SET role = coalesce(role, 'system'),
    event_id = coalesce(event_id, order_id || ':' || version)`,
  `UPDATE insights.restaurants SET name = coalesce(name, ''), policies = coalesce(policies, '{}')`,
  'ALTER TABLE insights.order_events ADD CONSTRAINT order_events_event_id_key UNIQUE (event_id)',
];

/** Less is written of each event, and one order that cannot be worked out holds up no other. */
export class LeanIntake1768220000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
    for (const [table, column] of columns) {
      await queryRunner.query(`ALTER TABLE insights.${table} ALTER COLUMN ${column} DROP NOT NULL`);
      await queryRunner.query(
        `COMMENT ON COLUMN insights.${table}.${column} IS 'Of releases before: nothing is written there now.'`,
      );
    }
    for (const statement of grantsOfNarrowRoles(rowLevelSecurity)) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of down) await queryRunner.query(statement);
    for (const [table, column] of columns) {
      await queryRunner.query(`COMMENT ON COLUMN insights.${table}.${column} IS NULL`);
      if (column !== 'delivery_minutes')
        await queryRunner.query(`ALTER TABLE insights.${table} ALTER COLUMN ${column} SET NOT NULL`);
    }
  }
}

const columns = Object.entries(unused).flatMap(([table, names]) =>
  names.map((name) => [table, name] as const),
);
