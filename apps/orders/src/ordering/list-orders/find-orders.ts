import type { HistoryQuery, ListOrdersQuery } from '#libs/contracts';
import { finalStatuses } from '#libs/order-model';
import { type Sql, sql } from '#libs/postgres';
import { fulfilments } from '#libs/status-machine';
import { below, readCursor } from '../../platform/index.ts';
import { lifespans, wasUnderWay } from '../order/reading/lifespan.ts';

/** An order's place in the list. */
export interface Found {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly placed_at: Date;
}

const found = sql`SELECT order_id, restaurant_id, placed_at FROM passline.orders`;
const place = sql`placed_at, order_id`;
const newestFirst = sql`ORDER BY placed_at DESC, order_id DESC`;

const open = sql`ended_at IS NULL`;
const any = sql`true`;
const both = (one: Sql, other: Sql): Sql => sql`${one} AND ${other}`;

/**
 * Orders of the restaurant in scope; one more than the limit, so that the last page is known.
 *
 * They are found by walks along indexes in the order of the list, each of which ends once it has filled the
 * page. So a page costs what it shows, the orders that have not ended, and with `updated_after` those that
 * were under way at that moment; not what the restaurant ever had.
 */
export function ordersOfRestaurant(query: ListOrdersQuery): Sql {
  const [first, ...others] = new Walks(query).all();
  if (first === undefined) throw new TypeError(`no order is listed as ${query.status}`);
  if (others.length === 0) return first;
  const walks = [first, ...others].map((walk) => sql`(${walk})`);
  return sql`SELECT * FROM (${walks.reduce((one, other) => sql`${one} UNION ALL ${other}`)}) AS walked
    ${newestFirst} LIMIT ${query.limit + 1}`;
}

/** By which walks one page of a restaurant's orders is found: what one of them finds, no other does. */
class Walks {
  readonly #since: Date | null;
  readonly #ofFulfilment: Sql;
  /** The final statuses that are asked for. */
  readonly #ends: readonly string[];
  readonly #below: Sql;

  constructor(private readonly query: ListOrdersQuery) {
    const { status, fulfilment, updated_after, cursor } = query;
    this.#since = updated_after === undefined ? null : new Date(updated_after);
    this.#ofFulfilment = fulfilment === undefined ? any : sql`fulfilment = ${fulfilment}`;
    this.#ends = finalStatuses.filter((end) => status === 'all' || status === end);
    this.#below = below(cursor, place);
  }

  all(): readonly Sql[] {
    const { status, fulfilment, external_id } = this.query;
    // Few ever have the same one.
    if (external_id !== undefined) return [this.#walk(this.#asked, sql`external_id = ${external_id}`)];
    if (status === 'all' && fulfilment === undefined && this.#since === null) return [this.#walk()];
    return [...this.#open(), ...this.#ended(), ...this.#underWay()];
  }

  /** Few are open at one time, so that these may be looked through. */
  #open(): readonly Sql[] {
    const isEnd = this.#ends.length > 0 && this.query.status !== 'all';
    return isEnd ? [] : [this.#walk(open, this.#asked)];
  }

  /** Of those that ended, with `updated_after` the ones placed since: each was changed since, too. */
  #ended(): readonly Sql[] {
    const since = this.#since === null ? any : sql`placed_at >= ${this.#since}`;
    return this.#endings().map((ending) => this.#walk(ending, since, this.#changed));
  }

  #endings(): readonly Sql[] {
    const { status, fulfilment } = this.query;
    if (status === 'all' && fulfilment === undefined) return [sql`ended_at IS NOT NULL`];
    const kinds = fulfilment === undefined ? fulfilments : [fulfilment];
    return this.#ends.flatMap((end) => kinds.map((kind) => sql`ended_as = ${end} AND fulfilment = ${kind}`));
  }

  /** Of those that ended, the ones placed before `updated_after` and changed since. */
  #underWay(): readonly Sql[] {
    const since = this.#since;
    if (since === null || this.#ends.length === 0) return [];
    const walk = this.#walkFrom(this.#lower(since), wasUnderWay(since), this.#asked);
    return [sql`SELECT walk.* FROM ${lifespans}, LATERAL (${walk}) AS walk`];
  }

  /** Before that moment and below the cursor: by one of them, or a walk begins at the higher one. */
  #lower(since: Date): Sql {
    const { cursor } = this.query;
    const isCursor = cursor !== undefined && new Date(readCursor(cursor).at) < since;
    return isCursor ? this.#below : sql`placed_at < ${since}`;
  }

  #walk(...where: readonly Sql[]): Sql {
    return this.#walkFrom(this.#below, ...where);
  }

  #walkFrom(start: Sql, ...where: readonly Sql[]): Sql {
    return sql`${found} WHERE ${where.reduce(both, start)} ${newestFirst} LIMIT ${this.query.limit + 1}`;
  }

  /** What is asked of every order that is listed. */
  get #asked(): Sql {
    const { status } = this.query;
    const isAsked = status === 'all' ? any : status === 'active' ? open : sql`status = ${status}`;
    return [isAsked, this.#ofFulfilment, this.#changed].reduce(both);
  }

  get #changed(): Sql {
    return this.#since === null ? any : sql`updated_at >= ${this.#since}`;
  }
}

/** A customer's own orders, at whichever restaurants. */
export const ordersOfCustomer = (customerId: string, { status, limit, cursor }: HistoryQuery): Sql =>
  sql`${found}
    WHERE ${status === 'active' ? open : any} AND ${below(cursor, place)} AND customer_id = ${customerId}
    ${newestFirst} LIMIT ${limit + 1}`;
