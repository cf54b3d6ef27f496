import type { MigrationInterface, QueryRunner } from 'typeorm';
import { statementsOfTable } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/**
 * What waits to be worked out is one row for each event, where it was one for each order: whoever writes down
 * an event waits for nobody who works out its order just then. The release before goes on marking orders, and
 * each of its marks is an event that waits, too. One that is marked already is marked again, and so held
 * until the commit: whoever works it out before would not see the event, and would take the mark away.
 */
const up = [
  `CREATE TABLE insights.pending_events (
    order_id uuid NOT NULL,
    version integer NOT NULL,
    restaurant_id uuid NOT NULL,
    marked_at timestamptz(3) NOT NULL DEFAULT now(),
    not_before timestamptz(3),
    PRIMARY KEY (order_id, version)
  )`,
  `COMMENT ON TABLE insights.pending_events IS
    'One event that was written down, and what its order comes to by it is not worked out yet.'`,
  `COMMENT ON COLUMN insights.pending_events.version IS
    'Which event of its order; 0 where a release before has marked the order.'`,
  `COMMENT ON COLUMN insights.pending_events.marked_at IS 'Since when it waits.'`,
  `COMMENT ON COLUMN insights.pending_events.not_before IS
    'When its order is tried again that could not be worked out: it holds up no other.'`,
  `CREATE FUNCTION insights.await_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO insights.pending_events (order_id, version, restaurant_id)
      VALUES (NEW.order_id, 0, NEW.restaurant_id)
      ON CONFLICT (order_id, version) DO UPDATE SET not_before = NULL;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER await_order AFTER INSERT OR UPDATE ON insights.stale_orders
    FOR EACH ROW EXECUTE FUNCTION insights.await_order()`,
  `COMMENT ON TABLE insights.stale_orders IS 'Of releases before: nothing is written there now.'`,
];

export class PendingEvents1768240000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
    for (const statement of statementsOfTable(rowLevelSecurity, 'pending_events'))
      await queryRunner.query(statement);
    // After the trigger, which waits until nobody is at the table: none is missed in between.
    await queryRunner.query(`INSERT INTO insights.pending_events (order_id, version, restaurant_id)
      SELECT order_id, 0, restaurant_id FROM insights.stale_orders ON CONFLICT DO NOTHING`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`INSERT INTO insights.stale_orders (order_id, restaurant_id)
      SELECT DISTINCT ON (order_id) order_id, restaurant_id FROM insights.pending_events ON CONFLICT DO NOTHING`);
    await queryRunner.query('DROP TRIGGER await_order ON insights.stale_orders');
    await queryRunner.query('DROP FUNCTION insights.await_order');
    await queryRunner.query('DROP TABLE insights.pending_events');
  }
}
