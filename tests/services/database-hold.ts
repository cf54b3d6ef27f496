import pg from 'pg';

/** A transaction of the owner's that stays open, and with it whatever it has locked. */
export class DatabaseHold {
  private constructor(private readonly client: pg.Client) {}

  static async by(adminUrl: string, statement: string, values: readonly unknown[] = []): Promise<DatabaseHold> {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(statement, [...values]);
    return new DatabaseHold(client);
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
