import { Database as ServiceDatabase } from '#libs/postgres';
import type { NarrowRole } from './row-level-security.ts';

/**
 * The one way to the tables of insights. A class of its own, by which Nest tells it from the database of
 * another service in the same process.
 */
export class Database extends ServiceDatabase<NarrowRole> {}
