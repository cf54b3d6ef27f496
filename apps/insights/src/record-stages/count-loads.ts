import { type Sql, sql, type Transaction } from '#libs/postgres';
import type { NarrowRole } from '../database/index.ts';
import { acceptedBefore, cameBefore, longestStay, type OrderRow } from '../order-facts/index.ts';
import type { OrderBefore } from './order-before.ts';

/** When an order was in the kitchen, or in the hands of its cooks, in ms; without an end while it is. */
interface Stay {
  readonly from: number;
  readonly until: number;
  /** What of it counts, beside that it is there. */
  readonly pieces?: number;
}

/** Of whoever came, or was accepted, between these times, what was there before may be another now. In ms. */
interface Span {
  readonly restaurant_id: string;
  readonly since: number;
  readonly until: number;
}

type Kitchen = Pick<OrderRow, 'restaurant_id' | 'fulfilment'>;

/**
 * Counts anew how full the kitchen was for all orders that came while another was there of which nobody knew,
 * or was not there, and how many pieces cooks had in hand for those that were accepted meanwhile: usually for
 * the new order itself alone.
 * @returns the kitchens of finished orders of which one of them is another now
 */
export async function countLoads(
  transaction: Transaction<NarrowRole>,
  before: readonly OrderBefore[],
  rows: readonly OrderRow[],
): Promise<readonly Kitchen[]> {
  const known = new Map(before.map((order) => [order.order_id, order]));
  const spansOf = (staysOf: (times: Times) => Stay | null): readonly Span[] =>
    rows.flatMap((row) => {
      const order = known.get(row.order_id);
      return spansBetween(order ? staysOf(timesBefore(order)) : null, staysOf(timesNow(row))).map(
        ({ from, until }) => ({ restaurant_id: row.restaurant_id, since: from, until }),
      );
    });
  const came = spansOf(inKitchen);
  const accepted = spansOf(inHand);
  if (came.length === 0 && accepted.length === 0) return [];
  const changed = await transaction.query<Kitchen & { hasOutcomes: boolean }>(count(came, accepted));
  return changed.filter(({ hasOutcomes }) => hasOutcomes);
}

/** In ms. */
interface Times {
  readonly came: number | undefined;
  readonly accepted: number | undefined;
  readonly left: number | undefined;
  readonly pieces: number;
}

const timesBefore = ({ came_at, accepted_at, left_at, pieces }: OrderBefore): Times => ({
  came: came_at?.getTime(),
  accepted: accepted_at?.getTime(),
  left: left_at?.getTime(),
  pieces,
});

const timesNow = ({ came_at, accepted_at, left_at, pieces }: OrderRow): Times => ({
  came: timeOf(came_at),
  accepted: timeOf(accepted_at),
  left: timeOf(left_at),
  pieces,
});

const timeOf = (time: string | null): number | undefined => (time === null ? undefined : Date.parse(time));

const inKitchen = ({ came, left = Infinity }: Times): Stay | null =>
  came === undefined ? null : { from: came, until: Math.min(left, came + longestStay) };

const inHand = ({ came, accepted, left = Infinity, pieces }: Times): Stay | null =>
  came === undefined || accepted === undefined
    ? null
    : { from: Math.max(came, accepted), until: Math.min(left, came + longestStay), pieces };

/** When it was there by one account, and not, or with something else, by the other. */
function spansBetween(one: Stay | null, other: Stay | null): readonly Stay[] {
  if (one === null || other === null) return [one ?? other].filter((stay) => stay !== null);
  if (one.from !== other.from || one.pieces !== other.pieces) return [one, other];
  if (one.until === other.until) return [];
  return [{ from: Math.min(one.until, other.until), until: Math.max(one.until, other.until) }];
}

const given = (spans: readonly Span[]): Sql =>
  sql`jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) AS s (restaurant_id uuid, since float8, until float8)`;

/** No kitchen is fuller than this in a way that tells anything. */
const mostPieces = 10_000;

/** Orders are found by when they came, for which there is an index. */
const count = (came: readonly Span[], accepted: readonly Span[]): Sql => sql`
  WITH affected AS (
    SELECT o.order_id, o.restaurant_id, o.came_at, o.accepted_at FROM ${given(came)}
    JOIN insights.orders o ON o.restaurant_id = s.restaurant_id
      AND o.came_at BETWEEN to_timestamp(s.since / 1000) AND to_timestamp(s.until / 1000)
    UNION
    SELECT o.order_id, o.restaurant_id, o.came_at, o.accepted_at FROM ${given(accepted)}
    JOIN insights.orders o ON o.restaurant_id = s.restaurant_id
      AND o.came_at BETWEEN to_timestamp(s.since / 1000) - interval '6 hours' AND to_timestamp(s.until / 1000)
      AND o.accepted_at BETWEEN to_timestamp(s.since / 1000) AND to_timestamp(s.until / 1000)
  ), counted AS (
    SELECT a.order_id, (SELECT count(*)::int FROM insights.orders e WHERE ${cameBefore('e', 'a')}) AS load,
      CASE WHEN a.accepted_at BETWEEN a.came_at AND a.came_at + interval '6 hours' THEN (
        SELECT least(coalesce(sum(e.pieces), 0), ${mostPieces})::int
        FROM insights.orders e WHERE ${acceptedBefore('e', 'a')}
      ) END AS pieces_ahead
    FROM affected a
  )
  UPDATE insights.orders o SET load = c.load, pieces_ahead = c.pieces_ahead FROM counted c
  WHERE o.order_id = c.order_id
    AND (o.load, o.pieces_ahead) IS DISTINCT FROM (c.load, c.pieces_ahead)
  RETURNING o.restaurant_id, o.fulfilment, o.stages <> '{}' AS "hasOutcomes"`;
