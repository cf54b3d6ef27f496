import { Injectable } from '@nestjs/common';
import { renderSVG } from 'uqr';
import type { Done, Staff, TableCode, TableOrder } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { Status } from '#libs/status-machine';
import { TrackingLinks } from '../../identity/index.ts';
import { displayNumberOf } from '../../ordering/index.ts';
import { Database } from '../../platform/index.ts';
import { TableCodes, tableKey } from '../../restaurants/index.ts';

/**
 * While an order is in one of these, its guests sit and wait. Once it is served the table may be the next
 * party's, who must not see it.
 */
const awaited = [Status.Pending, Status.Confirmed, Status.Preparing, Status.Cooking, Status.Ready];

interface Awaited {
  readonly order_id: string;
  readonly order_number: string;
  readonly display_number: string | null;
  readonly placed_at: Date;
  readonly link_generation: number;
  readonly table_label: string;
}

interface Generation {
  readonly table_generation: number;
}

/**
 * The code on a table, and where it leads: to the orders that are still being prepared for it, the newest
 * first, and to nothing otherwise. A code is no secret, as everyone at the table sees it; what it opens is an
 * order's tracking link, with dishes and total, and nobody's name.
 */
@Injectable()
export class EnterTableHandler {
  constructor(
    private readonly database: Database,
    private readonly codes: TableCodes,
    private readonly links: TrackingLinks,
  ) {}

  async code(label: string, { restaurant_id }: Staff): Promise<TableCode> {
    return {
      table: label,
      entry_url: this.codes.url(restaurant_id, label, (await this.#generation(restaurant_id)) ?? 1),
    };
  }

  async draw(label: string, caller: Staff): Promise<string> {
    return renderSVG((await this.code(label, caller)).entry_url, { ecc: 'M', border: 4 });
  }

  async renew({ restaurant_id }: Staff): Promise<Done> {
    await this.database.ofRestaurant(
      restaurant_id,
      sql`UPDATE passline.restaurants SET table_generation = table_generation + 1
        WHERE restaurant_id = ${restaurant_id}`,
    );
    return {};
  }

  /**
   * @throws ProblemError 404: `link_not_valid` for a code that is not ours, or no longer; `order_not_found`
   * where nothing is being prepared
   */
  async enter(code: string): Promise<TableOrder> {
    const claim = this.codes.read(code);
    const generation = claim && (await this.#generation(claim.restaurantId));
    if (claim === null || generation === null || !this.codes.isGenuine(claim, generation)) throw deadCode();
    const [newest, ...others] = await this.#awaitedAt(claim.restaurantId, tableKey(claim.label));
    if (newest === undefined) throw nothingAwaited();
    const orders = [newest, ...others].map((order) => ({
      display_number: displayNumberOf({
        displayNumber: order.display_number,
        orderNumber: order.order_number,
      }),
      placed_at: order.placed_at.toISOString(),
      tracking_url: this.links.url(order.order_id, order.link_generation),
    }));
    return { tracking_url: this.links.url(newest.order_id, newest.link_generation), orders };
  }

  /** Null where there is no such restaurant. */
  async #generation(restaurantId: string): Promise<number | null> {
    const [row] = await this.database.ofRestaurant<Generation>(
      restaurantId,
      sql`SELECT table_generation FROM passline.restaurants WHERE restaurant_id = ${restaurantId}`,
    );
    return row?.table_generation ?? null;
  }

  async #awaitedAt(restaurantId: string, table: string): Promise<Awaited[]> {
    const all = await this.database.ofRestaurant<Awaited>(restaurantId, awaitedAtTables(restaurantId));
    return all.filter(({ table_label }) => tableKey(table_label) === table);
  }
}

/**
 * One that was forgotten half a day ago is nobody's who sits there now, and one whose link was withdrawn is
 * not shown. What PostgreSQL takes for case depends on how it was set up, so labels are not compared there.
 */
const awaitedAtTables = (restaurantId: string): Sql => sql`
  SELECT order_id, order_number, display_number, placed_at, link_generation, table_label
  FROM passline.orders
  WHERE restaurant_id = ${restaurantId} AND table_label IS NOT NULL AND fulfilment = 'dine_in'
    AND ended_at IS NULL AND status = ANY (${awaited})
    AND placed_at > now() - interval '12 hours' AND link_generation > 0
  ORDER BY placed_at DESC, order_id DESC`;

const deadCode = (): ProblemError =>
  new ProblemError('link_not_valid', 'This code is not valid, or no longer; ask the restaurant.');

const nothingAwaited = (): ProblemError =>
  new ProblemError(
    'order_not_found',
    'Nothing is being prepared for this table now. Order first, then scan the code again.',
  );
