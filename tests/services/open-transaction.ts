import pg from 'pg';

/**
 * Somebody's transaction that is left open at lunch: it holds a snapshot of everything, and a lock on one
 * order.
 */
export class OpenTransaction {
  private constructor(private readonly client: pg.Client) {}

  static async begin(adminUrl: string, lockedOrder: string): Promise<OpenTransaction> {
    const client = new pg.Client({ connectionString: adminUrl, application_name: 'somebody at lunch' });
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    for (const table of [
      'passline.orders',
      'passline.order_history',
      'passline.outbox',
      'passline.idempotency_keys',
      'notifier.inbox',
      'notifier.notifications',
    ]) {
      await client.query(`SELECT count(*) FROM ${table}`);
    }
    await client.query('SELECT FROM passline.orders WHERE order_id = $1 FOR UPDATE', [lockedOrder]);
    return new OpenTransaction(client);
  }

  async end(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }
}
