import type { Pool, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { pipelinedOn, restaurantScope, roleScope, type Statement } from '#libs/service-kit';
import type { NarrowRole } from './walls.ts';

/** The one way to the notifier's tables. Each statement says first for whom it runs, and row-level security does the rest. */
export class Database {
  readonly #pool: Pool;

  constructor(readonly dataSource: DataSource) {
    // TypeORM's own pool, made with `pipeline: true`.
    this.#pool = (dataSource.driver as PostgresDriver).master as Pool;
  }

  /** One statement of one restaurant in a transaction of its own, in a single round trip. Rejects with what PostgreSQL said. */
  ofRestaurant<Row extends QueryResultRow>(restaurantId: string, statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, restaurantScope(restaurantId), statement);
  }

  /** One statement across restaurants, with no more rights than the role has. */
  asRole<Row extends QueryResultRow>(role: NarrowRole, statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, roleScope(role), statement);
  }

  async isReachable(): Promise<boolean> {
    await this.#pool.query('SELECT 1');
    return true;
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}
