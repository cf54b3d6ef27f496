import type { MigrationInterface, QueryRunner } from 'typeorm';

export const signalsChannel = 'passline_signals';

/** Tables into which a row comes so seldom that it can say so itself. */
export const signallingTables = ['ended_sessions', 'account_requests', 'erasures', 'exports'] as const;
export type SignallingTable = (typeof signallingTables)[number];

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
        PERFORM pg_catalog.pg_notify('${signalsChannel}', TG_TABLE_NAME);
        RETURN NULL;
      END $$`);
    for (const table of signallingTables)
      await runner.query(`CREATE OR REPLACE TRIGGER signal AFTER INSERT ON passline.${table}
        FOR EACH STATEMENT EXECUTE FUNCTION passline.signal()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of signallingTables) await runner.query(`DROP TRIGGER signal ON passline.${table}`);
    await runner.query('DROP FUNCTION passline.signal()');
  }
}
