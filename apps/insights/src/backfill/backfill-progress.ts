import { sql } from '#libs/postgres';
import type { Database } from '../database/index.ts';

export interface Progress {
  readonly lastOrderId: string;
  readonly orders: number;
}

const beginning: Progress = { lastOrderId: '00000000-0000-0000-0000-000000000000', orders: 0 };

/** How far a backfill has come, so that one that was broken off goes on from there. */
export class BackfillProgress {
  constructor(private readonly database: Pick<Database, 'ofNobody'>) {}

  async read(): Promise<Progress> {
    const [kept] = await this.database.ofNobody<Progress>(
      sql`SELECT last_order_id AS "lastOrderId", orders FROM insights.backfill_progress`,
    );
    return kept ?? beginning;
  }

  async keep({ lastOrderId, orders }: Progress): Promise<void> {
    await this.database.ofNobody(sql`
      INSERT INTO insights.backfill_progress (last_order_id, orders) VALUES (${lastOrderId}, ${orders})
      ON CONFLICT (single) DO UPDATE SET last_order_id = EXCLUDED.last_order_id, orders = EXCLUDED.orders`);
  }

  /** The next one begins at the beginning. */
  async finished(): Promise<void> {
    await this.database.ofNobody(sql`DELETE FROM insights.backfill_progress`);
  }
}
