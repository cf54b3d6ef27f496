import type { Pool, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import {
  DatabaseAnswerLostError,
  isDatabaseUnavailable,
  pipelinedOn,
  restaurantScope,
  roleScope,
  type Statement,
} from '#libs/service-kit';
import type { NarrowRole } from './walls.ts';

export type { Statement } from '#libs/service-kit';

/**
 * The one way to the database. Each transaction says first for whom it runs: for one restaurant, or, on the few paths that cross restaurants,
 * as one narrow role. PostgreSQL's row-level security does the rest.
 */
export class Database {
  readonly #pool: Pool;

  constructor(readonly dataSource: DataSource) {
    // TypeORM's own pool, made with `pipeline: true`: one set of connections serves its repositories and our prepared statements.
    this.#pool = (dataSource.driver as PostgresDriver).master as Pool;
  }

  /** One statement of one restaurant in a transaction of its own, in a single round trip. Rejects as `pipelined` does. */
  ofRestaurant<Row extends QueryResultRow>(restaurantId: string, statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, restaurantScope(restaurantId), statement);
  }

  /** One statement across restaurants, with no more rights than the role has. */
  asRole<Row extends QueryResultRow>(role: NarrowRole, statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, roleScope(role), statement);
  }

  /** Several steps of one restaurant in one transaction, by TypeORM. */
  transactionOf<T>(restaurantId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.#transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.restaurant_id', $1, true)`, [restaurantId]);
      return work(manager);
    });
  }

  /** Several steps across restaurants in one transaction. */
  transactionAs<T>(role: NarrowRole, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.#transaction(async (manager) => {
      await manager.query(`SET LOCAL ROLE ${role}`);
      return work(manager);
    });
  }

  /** Wakes the relays of other processes. Outside any transaction: inside one, it would line up all commits behind a lock. */
  async notify(channel: string): Promise<void> {
    await this.#pool.query(`NOTIFY ${channel}`);
  }

  async isReachable(): Promise<boolean> {
    await this.#pool.query('SELECT 1');
    return true;
  }

  /** @throws DatabaseAnswerLostError where the answer to the COMMIT was lost; before it, nothing can have been done */
  async #transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const state = { committing: false };
    try {
      return await this.dataSource.transaction(async (manager) => {
        const result = await work(manager);
        state.committing = true;
        return result;
      });
    } catch (error) {
      throw state.committing && isDatabaseUnavailable(error) ? new DatabaseAnswerLostError(error) : error;
    }
  }
}
