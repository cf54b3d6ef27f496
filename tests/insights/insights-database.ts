import pg from 'pg';
import { connectInsights, type Database } from '../../apps/insights/src/index.ts';
import { migratedDatabase } from '../support/postgres.ts';

/** The tables of insights on a database of their own, as the service and, behind its back, as the owner. */
export class InsightsDatabase {
  private constructor(
    readonly service: Database,
    readonly owner: pg.Pool,
    readonly urls: { readonly serviceUrl: string; readonly adminUrl: string },
  ) {}

  static async open(): Promise<InsightsDatabase> {
    const urls = await migratedDatabase();
    const service = await connectInsights({ url: urls.serviceUrl, adminUrl: urls.adminUrl });
    return new InsightsDatabase(service, new pg.Pool({ connectionString: urls.adminUrl, max: 2 }), urls);
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.owner.end();
  }

  async rows(statement: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.owner.query<Record<string, unknown>>(statement, [...values])).rows;
  }

  /** All that is known, in an order of its own. */
  async everything(): Promise<unknown> {
    return {
      events: await this.rows('SELECT * FROM insights.order_events ORDER BY order_id, version'),
      orders: await this.rows('SELECT * FROM insights.orders ORDER BY order_id'),
    };
  }

  async forget(): Promise<void> {
    await this.owner.query(
      'TRUNCATE insights.order_events, insights.pending_events, insights.orders, insights.kitchens',
    );
  }
}
