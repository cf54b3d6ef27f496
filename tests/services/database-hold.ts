import pg from 'pg';

/** A transaction of the owner's that stays open, and with it whatever it has locked. */
export class DatabaseHold {
  private constructor(private readonly client: pg.Client) {}

  static async by(
    adminUrl: string,
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<DatabaseHold> {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(statement, [...values]);
    return new DatabaseHold(client);
  }

  /** Whether somebody waits for what it has locked. */
  async holdsUp(): Promise<boolean> {
    const { rowCount } = await this.client.query(
      'SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))',
    );
    return (rowCount ?? 0) > 0;
  }

  async release(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }
}

/** One or several statements of the owner's. */
export async function asOwner(adminUrl: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(statements).finally(() => client.end());
}
