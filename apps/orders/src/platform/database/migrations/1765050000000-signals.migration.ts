import type { MigrationInterface, QueryRunner } from 'typeorm';

const signallingTables = ['ended_sessions', 'account_requests', 'erasures', 'exports'];

/**
 * What comes seldom says so itself, whichever release writes it, so that nobody has to look for it several
 * times a second. A NOTIFY lines up commits behind a lock, so that changes of orders have none.
 */
export class Signals1765050000000 implements MigrationInterface {
  readonly name = 'Signals1765050000000';
  /** One table at a time is locked; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE FUNCTION passline.signal() RETURNS trigger
      LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF EXISTS (SELECT FROM added) THEN
          PERFORM pg_catalog.pg_notify('passline_signals', TG_TABLE_NAME);
        END IF;
        RETURN NULL;
      END $$`);
    for (const table of signallingTables)
      await runner.query(`CREATE OR REPLACE TRIGGER signal AFTER INSERT ON passline.${table}
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION passline.signal()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of signallingTables) await runner.query(`DROP TRIGGER signal ON passline.${table}`);
    await runner.query('DROP FUNCTION passline.signal()');
  }
}
