import type { PoolClient, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { roleScope, restaurantScope, type Scope, type Statement } from './pipelined.ts';

/** For whom a part of a transaction runs: the service within one restaurant, or one narrow role. */
interface Standing {
  readonly role: string;
  readonly restaurantId: string;
}

const nobody: Standing = { role: 'NONE', restaurantId: '' };

/**
 * Several steps in one transaction, each for someone: the service within a restaurant, or a narrow role. What
 * takes on another's place gives back the one it found.
 */
export class Transaction<Role extends string = string> {
  #standing: Standing = nobody;

  private constructor(readonly manager: EntityManager) {}

  /** @param manager TypeORM's, of a transaction that has just begun */
  static async begunAs<Role extends string>(manager: EntityManager, role: Role): Promise<Transaction<Role>> {
    const transaction = new Transaction<Role>(manager);
    await transaction.#stand({ ...nobody, role });
    return transaction;
  }

  /** @param manager TypeORM's, of a transaction that has just begun */
  static async begunOf<Role extends string>(
    manager: EntityManager,
    restaurantId: string,
  ): Promise<Transaction<Role>> {
    const transaction = new Transaction<Role>(manager);
    await transaction.#stand({ ...nobody, restaurantId });
    return transaction;
  }

  /** @throws what PostgreSQL said, which ends the transaction: never swallow it inside */
  async query<Row extends object>(statement: Omit<Statement, 'name'> & { name?: string }): Promise<Row[]> {
    const { rows } = await (await this.#client()).query<Row & QueryResultRow>(statement);
    return rows;
  }

  /** Does some work as a narrow role. */
  as<T>(role: Role, work: () => Promise<T>): Promise<T> {
    return this.#standingAs({ ...this.#standing, role }, work);
  }

  /** Does some work as the service within one restaurant. */
  of<T>(restaurantId: string, work: () => Promise<T>): Promise<T> {
    return this.#standingAs({ role: nobody.role, restaurantId }, work);
  }

  async #standingAs<T>(next: Standing, work: () => Promise<T>): Promise<T> {
    const found = this.#standing;
    await this.#stand(next);
    try {
      return await work();
    } finally {
      // Where PostgreSQL has given the transaction up it refuses this too, and the first error is the one to
      // know of.
      await this.#stand(found).catch(() => undefined);
    }
  }

  async #stand(next: Standing): Promise<void> {
    const found = this.#standing;
    this.#standing = next;
    const changes: Scope[] = [];
    if (next.role !== found.role) changes.push(roleScope(next.role));
    if (next.restaurantId !== found.restaurantId) changes.push(restaurantScope(next.restaurantId));
    const client = await this.#client();
    for (const change of changes) await client.query(change);
  }

  #client(): Promise<PoolClient> {
    const { queryRunner } = this.manager;
    if (queryRunner === undefined) throw new TypeError('a manager outside of any transaction');
    return queryRunner.connect() as Promise<PoolClient>;
  }
}
