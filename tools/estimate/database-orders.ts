import { hourOfWeek, type Milestones, milestonesOf } from '#libs/estimate';
import { piecesOf, standingChanges } from '#libs/order-model';
import { type Sql, sql } from '#libs/postgres';
import type { ChangeType, Fulfilment, Status } from '#libs/status-machine';
import type { Database } from '../../apps/orders/src/index.ts';
import type { FinishedOrder } from './finished-order.ts';
import { loadsOf, piecesAheadOf } from './load.ts';

type Asked = Pick<Database, 'asRole'>;

interface ChangeRow {
  readonly version: number;
  readonly type: ChangeType;
  readonly status: Status;
  readonly corrects: number | null;
  /** In ms. */
  readonly at: number;
  readonly recorded: number;
}

interface OrderRow {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly fulfilment: Fulfilment;
  readonly timezone: string;
  readonly base_preparation_minutes: number;
  readonly items: readonly { readonly quantity: number }[];
  readonly ended_at: Date | null;
  readonly history: readonly ChangeRow[];
}

/** Orders that are read at once. */
const page = 1_000;
/** Reads orders of all restaurants, and may write nothing. */
const role = 'passline_snapshots';

/**
 * Every order of a database that was ready once, in the order in which they were placed, with how full its
 * kitchen was.
 * @param onProgress hears how many orders have been read
 */
export async function databaseOrders(
  database: Asked,
  onProgress: (orders: number) => void = () => undefined,
): Promise<FinishedOrder[]> {
  const orders: ReadOrder[] = [];
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.asRole<OrderRow>(role, ordersAfter(last));
    orders.push(...rows.map(read));
    onProgress(orders.length);
    last = rows.at(-1)?.order_id ?? '';
    if (rows.length < page) return withLoads(orders);
  }
}

const ordersAfter = (orderId: string): Sql => sql`
  SELECT o.order_id, o.restaurant_id, o.fulfilment, o.items, o.ended_at, r.timezone, r.base_preparation_minutes,
    (SELECT json_agg(json_build_object('version', h.version, 'type', h.type, 'status', h.status,
        'corrects', h.corrects, 'at', floor(extract(epoch FROM h.occurred_at) * 1000),
        'recorded', floor(extract(epoch FROM h.recorded_at) * 1000)) ORDER BY h.version)
      FROM passline.order_history h WHERE h.order_id = o.order_id) AS history
  FROM passline.orders o JOIN passline.restaurants r USING (restaurant_id)
  WHERE o.order_id > ${orderId} ORDER BY o.order_id LIMIT ${page}`;

/** An order, finished or not: all of them fill a kitchen. */
type ReadOrder = Omit<FinishedOrder, 'load' | 'piecesAhead'> & { readonly leftAt: number };

function read(row: OrderRow): ReadOrder {
  const changes = standingChanges(row.history);
  const milestones = milestonesOf(row.fulfilment, changes);
  const placedAt = milestones.placed ?? 0;
  return {
    orderId: row.order_id,
    restaurantId: row.restaurant_id,
    fulfilment: row.fulfilment,
    baseMinutes: row.base_preparation_minutes,
    pieces: row.items.reduce((sum, item) => sum + piecesOf(item), 0),
    hourOfWeek: hourOfWeek(placedAt, row.timezone),
    milestones,
    knownAt: knownAt(row.fulfilment, changes),
    leftAt: milestones.ready ?? row.ended_at?.getTime() ?? Infinity,
  };
}

const knownAt = (fulfilment: Fulfilment, changes: readonly ChangeRow[]): Milestones =>
  milestonesOf(
    fulfilment,
    changes.map(({ status, recorded }) => ({ status, at: recorded })),
  );

const placedAt = ({ milestones: { placed = 0 } }: ReadOrder): number => placed;

function withLoads(orders: readonly ReadOrder[]): FinishedOrder[] {
  // One for later that is not due yet fills no kitchen.
  const came = orders.filter(({ milestones }) => milestones.placed !== undefined);
  const byRestaurant = Map.groupBy(came, ({ restaurantId }) => restaurantId);
  return [...byRestaurant.values()].flatMap((ofOne) => {
    const sorted = ofOne.toSorted((one, other) => placedAt(one) - placedAt(other));
    const loads = loadsOf(sorted.map((order) => ({ placedAt: placedAt(order), leftAt: order.leftAt })));
    const ahead = piecesAhead(ofOne);
    return sorted
      .map(({ leftAt: _, ...order }, place) => ({
        ...order,
        load: loads[place] ?? 0,
        piecesAhead: ahead.get(order.orderId) ?? null,
      }))
      .filter(({ milestones }) => milestones.ready !== undefined);
  });
}

function piecesAhead(orders: readonly ReadOrder[]): ReadonlyMap<string, number> {
  const accepted = orders
    .flatMap(({ orderId, milestones: { accepted: acceptedAt }, leftAt, pieces }) =>
      acceptedAt === undefined ? [] : [{ orderId, acceptedAt, leftAt, pieces }],
    )
    .sort((one, other) => one.acceptedAt - other.acceptedAt);
  const counted = piecesAheadOf(accepted);
  return new Map(accepted.map(({ orderId }, place) => [orderId, counted[place] ?? 0]));
}
