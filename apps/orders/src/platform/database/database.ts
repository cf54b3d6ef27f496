import { Database as PostgresDatabase, type Transaction as PostgresTransaction } from '#libs/postgres';
import type { NarrowRole } from '../row-level-security/row-level-security.ts';

/** The one way to the tables of `orders`, for one restaurant or as one of the narrow roles. */
export class Database extends PostgresDatabase<NarrowRole> {}

/** Several steps, each for one restaurant or as one of the narrow roles. */
export type Transaction = PostgresTransaction<NarrowRole>;
