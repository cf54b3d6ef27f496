import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  notifications_leased: 'notifier.notifications (channel, lease_until)',
  letters_leased: 'notifier.letters (lease_until)',
};

/**
 * Finds what is in somebody's hand, so that the next work is found without looking through all that waits.
 * Takes the place of an index of what is with a provider, which is in somebody's hand too: there is no more
 * to write than before, save one entry when a message is taken.
 */
export class LeasedMessages1768100000000 implements MigrationInterface {
  /** What is made beside writers cannot be in a transaction; each step may be done already. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET lock_timeout = 0');
    for (const [name, on] of Object.entries(indexes)) {
      // One that was broken off is left behind invalid, and is made anew.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS notifier.${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on} WHERE lease_until IS NOT NULL`);
    }
    for (const name of ['notifications_sending', 'letters_sending'])
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS notifier.${name}`);
    await runner.query('RESET lock_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX notifications_sending ON notifier.notifications (lease_until) WHERE state = 'sending';
      CREATE INDEX letters_sending ON notifier.letters (lease_until) WHERE state = 'sending';
      DROP INDEX notifier.notifications_leased, notifier.letters_leased`);
  }
}
