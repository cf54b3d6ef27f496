import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * By which ended orders are listed without looking through all others: how the order ended, and how long it
 * was changed. Both are empty until it ends, since a column that is indexed costs every change of it: the
 * row's new version can no longer stay where the indexes point to (HOT), and each index gets another entry.
 * An index on `status` or `updated_at` would cost every step of every order that; these two cost its end
 * alone, which the indexes of open orders make costly anyway. In bytes of WAL for the order's row, as the
 * service writes it: 407 for a step, as before (1,278 with such indexes), and 1,249 for an end (884 before).
 */
export class EndedOrders1765040000000 implements MigrationInterface {
  readonly name = 'EndedOrders1765040000000';
  /** Nobody who writes is to wait for all of it; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE passline.orders
      ADD COLUMN IF NOT EXISTS ended_as text, ADD COLUMN IF NOT EXISTS lifespan smallint`);
    for (const statement of noteEnds) await runner.query(statement);
    await fillIn(runner);
    await runner.query('SET lock_timeout = 0');
    for (const [name, on] of Object.entries(indexes)) {
      // One that was broken off is left behind invalid, and is made anew.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS passline.${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON passline.orders ${on}`);
    }
    await runner.query('RESET lock_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER ended_orders ON passline.orders');
    await runner.query('DROP FUNCTION passline.note_end()');
    await runner.query('ALTER TABLE passline.orders DROP COLUMN ended_as, DROP COLUMN lifespan');
  }
}

/** In seconds: 4⁰, 4¹, … 4¹¹ minutes. An order of lifespan n was last changed within 4ⁿ minutes. */
const lifespans = Array.from({ length: 12 }, (_, exponent) => 60 * 4 ** exponent);

const indexes = {
  orders_ended:
    '(restaurant_id, ended_as, fulfilment, placed_at DESC, order_id DESC) WHERE ended_as IS NOT NULL',
  orders_by_lifespan: '(restaurant_id, lifespan, placed_at DESC, order_id DESC) WHERE lifespan IS NOT NULL',
};

/** A trigger, since a service of the release before ends orders too, and knows nothing of these columns. */
const noteEnds = [
  `CREATE OR REPLACE FUNCTION passline.note_end() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.ended_at IS NULL THEN
       NEW.ended_as := NULL;
       NEW.lifespan := NULL;
     ELSE
       NEW.ended_as := NEW.status;
       NEW.lifespan := width_bucket(extract(epoch FROM NEW.updated_at - NEW.placed_at),
         '{${lifespans.join()}}'::numeric[]);
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE OR REPLACE TRIGGER ended_orders BEFORE INSERT OR UPDATE ON passline.orders
   FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL OR NEW.ended_as IS NOT NULL) EXECUTE FUNCTION passline.note_end()`,
];

const atOnce = 2_000;

/** Orders that ended before: in bites, so that no writer waits for long. */
async function fillIn(runner: QueryRunner): Promise<void> {
  // An owner who is no superuser sees rows by a policy alone.
  await runner.query('DROP POLICY IF EXISTS filled_by_owner ON passline.orders');
  await runner.query('CREATE POLICY filled_by_owner ON passline.orders TO CURRENT_USER USING (true)');
  await runner.query('SET lock_timeout = 0');
  for (let last: string | undefined = '00000000-0000-0000-0000-000000000000'; last !== undefined;)
    last = await fillAfter(runner, last);
  await runner.query('RESET lock_timeout');
  await runner.query('DROP POLICY filled_by_owner ON passline.orders');
}

/** @returns the last order that was filled in; undefined where none was left */
async function fillAfter(runner: QueryRunner, last: string): Promise<string | undefined> {
  const [filled] = (await runner.query(
    `WITH bite AS (
       SELECT order_id FROM passline.orders
       WHERE order_id > $1 AND ended_at IS NOT NULL AND ended_as IS NULL ORDER BY order_id LIMIT ${String(atOnce)}
     ), filled AS (
       UPDATE passline.orders o SET version = version FROM bite WHERE o.order_id = bite.order_id
     )
     SELECT order_id FROM bite ORDER BY order_id DESC LIMIT 1`,
    [last],
  )) as readonly { readonly order_id: string }[];
  return filled?.order_id;
}
