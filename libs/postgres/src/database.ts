import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { DatabaseAnswerLostError, isDatabaseUnavailable } from './database-failure.ts';
import { pipelinedOn, restaurantScope, restaurantsScope, roleScope, type Statement } from './pipelined.ts';
import { Transaction } from './transaction.ts';

/**
 * The one way to a service's tables. Whatever is asked says first for whom: for one restaurant, or, on the
 * few paths that cross restaurants, as one narrow role. PostgreSQL's row-level security does the rest.
 */
export class Database<Role extends string = string> {
  readonly #pool: Pool;

  constructor(readonly dataSource: DataSource) {
    // TypeORM's own pool, made with `pipeline: true`: one set of connections serves its repositories and our
    // prepared statements.
    this.#pool = (dataSource.driver as PostgresDriver).master as Pool;
  }

  /**
   * One statement of one restaurant in a transaction of its own, in a single round trip. Rejects as
   * `pipelined` does.
   */
  ofRestaurant<Row extends object>(restaurantId: string, statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, restaurantScope(restaurantId), statement);
  }

  /** One statement across restaurants, with no more rights than the role has. */
  asRole<Row extends object>(role: Role, statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, roleScope(role), statement);
  }

  /** One statement across these restaurants, as a role whose rows are theirs alone. */
  ofRestaurants<Row extends object>(
    role: Role,
    restaurantIds: readonly string[],
    statement: Statement,
  ): Promise<Row[]> {
    return pipelinedOn(this.#pool, restaurantsScope(role, restaurantIds), statement);
  }

  /** One statement about tables that hold nothing of a restaurant. */
  ofNobody<Row extends object>(statement: Statement): Promise<Row[]> {
    return pipelinedOn(this.#pool, restaurantScope(''), statement);
  }

  /** Several steps of one restaurant in one transaction. */
  transactionOf<T>(restaurantId: string, work: (transaction: Transaction<Role>) => Promise<T>): Promise<T> {
    return this.#transaction(async (manager) => work(await Transaction.begunOf<Role>(manager, restaurantId)));
  }

  /** Several steps across restaurants in one transaction. */
  transactionAs<T>(role: Role, work: (transaction: Transaction<Role>) => Promise<T>): Promise<T> {
    return this.#transaction(async (manager) => work(await Transaction.begunAs(manager, role)));
  }

  /** Several reads across restaurants of one moment: what is written meanwhile shows in none of them. */
  snapshotAs<T>(role: Role, work: (transaction: Transaction<Role>) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) =>
      work(await Transaction.begunAs(manager, role)),
    );
  }

  /**
   * Wakes whoever listens in other processes. Outside any transaction: inside one, it would line up all
   * commits behind a lock.
   */
  async notify(channel: string): Promise<void> {
    await this.#pool.query(`NOTIFY ${channel}`);
  }

  async isReachable(): Promise<boolean> {
    await this.#pool.query('SELECT 1');
    return true;
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  /**
   * @throws DatabaseAnswerLostError where the answer to the COMMIT was lost; before it, nothing can have been
   * done
   */
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
