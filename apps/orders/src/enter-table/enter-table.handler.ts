import { Injectable } from '@nestjs/common';
import { renderSVG } from 'uqr';
import type { Done, Staff, TableCode, TableOrder } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { Status } from '#libs/status-machine';
import { TableCodes } from '../account/table-codes.ts';
import { TrackingLinks } from '../account/tracking-links.ts';
import { Database, type Statement } from '../database/database.ts';

/** While an order is in one of these, its guests sit and wait. Once it is served the table may be the next party's, who must not see it. */
const awaited = [Status.Pending, Status.Confirmed, Status.Preparing, Status.Cooking, Status.Ready];

type Entered = {
  readonly table_generation: number;
  readonly order_id: string | null;
  readonly link_generation: number | null;
};

/**
 * The code on a table, and where it leads: to the newest order that is still being prepared for that table, and to nothing otherwise. A code is no
 * secret, as everyone at the table sees it; what it opens is the order's tracking link, with dishes and total, and nobody's name.
 */
@Injectable()
export class EnterTableHandler {
  constructor(
    private readonly database: Database,
    private readonly codes: TableCodes,
    private readonly links: TrackingLinks,
  ) {}

  async code(label: string, { restaurant_id }: Staff): Promise<TableCode> {
    const statement = {
      name: 'table_generation',
      text: 'SELECT table_generation FROM passline.restaurants WHERE restaurant_id = $1',
      values: [restaurant_id],
    };
    const [row] = await this.database.ofRestaurant<{ table_generation: number }>(restaurant_id, statement);
    return { table: label, entry_url: this.codes.url(restaurant_id, label, row?.table_generation ?? 1) };
  }

  async draw(label: string, caller: Staff): Promise<string> {
    return renderSVG((await this.code(label, caller)).entry_url, { ecc: 'M', border: 4 });
  }

  async renew({ restaurant_id }: Staff): Promise<Done> {
    const statement = {
      name: 'renew_tables',
      text: 'UPDATE passline.restaurants SET table_generation = table_generation + 1 WHERE restaurant_id = $1',
      values: [restaurant_id],
    };
    await this.database.ofRestaurant(restaurant_id, statement);
    return {};
  }

  /** @throws ProblemError 404: `link_not_valid` for a code that is not ours, or no longer; `order_not_found` where nothing is being prepared */
  async enter(code: string): Promise<TableOrder> {
    const claim = this.codes.read(code);
    const [entered] =
      claim === null
        ? []
        : await this.database.ofRestaurant<Entered>(
            claim.restaurantId,
            awaitedAt(claim.restaurantId, claim.label),
          );
    if (claim === null || entered === undefined || !this.codes.isGenuine(claim, entered.table_generation))
      throw deadCode();
    if (entered.order_id === null || entered.link_generation === null) throw nothingAwaited();
    return { tracking_url: this.links.url(entered.order_id, entered.link_generation) };
  }
}

/** One that was forgotten half a day ago is nobody's who sits there now, and one whose link was withdrawn is not shown. */
const awaitedAt = (restaurantId: string, label: string): Statement => ({
  name: 'awaited_at_table',
  text: `SELECT r.table_generation, o.order_id, o.link_generation FROM passline.restaurants r LEFT JOIN LATERAL (
      SELECT order_id, link_generation FROM passline.orders WHERE restaurant_id = r.restaurant_id AND table_label = $2 AND fulfilment = 'dine_in' AND ended_at IS NULL
        AND status = ANY ($3) AND placed_at > now() - interval '12 hours' AND link_generation > 0
      ORDER BY placed_at DESC, order_id DESC LIMIT 1) o ON true
    WHERE r.restaurant_id = $1`,
  values: [restaurantId, label, awaited],
});

const deadCode = (): ProblemError =>
  new ProblemError('link_not_valid', 'This code is not valid, or no longer; ask the restaurant.');

const nothingAwaited = (): ProblemError =>
  new ProblemError(
    'order_not_found',
    'Nothing is being prepared for this table now. Order first, then scan the code again.',
  );
