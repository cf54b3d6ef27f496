import { raw, type Sql, sql, type Transaction } from '#libs/postgres';
import type { NarrowRole } from '../database/index.ts';
import { longestStay, type OrderRow } from '../order-facts/index.ts';
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
  const spans = [...spansOf(inKitchen), ...spansOf(inHand)];
  if (spans.length === 0) return [];
  const changed = await transaction.query<Kitchen & { hasOutcomes: boolean }>(count(islandsOf(spans)));
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

/** Spans that touch, with what still fills the kitchen from before them, are counted as one. */
function islandsOf(spans: readonly Span[]): readonly Span[] {
  const islands: Span[] = [];
  for (const span of spans.toSorted(byPlace)) {
    const last = islands.at(-1);
    if (last?.restaurant_id !== span.restaurant_id || span.since - longestStay > last.until)
      islands.push(span);
    else islands.splice(-1, 1, { ...last, until: Math.max(last.until, span.until) });
  }
  return islands;
}

const byPlace = (one: Span, other: Span): number =>
  one.restaurant_id === other.restaurant_id
    ? one.since - other.since
    : one.restaurant_id < other.restaurant_id
      ? -1
      : 1;

const stay = raw(`interval '${String(longestStay)} ms'`);
/** No kitchen is fuller than this in a way that tells anything. */
const mostPieces = 10_000;

/**
 * Goes through each span once, moment by moment, and keeps count of what is there: who leaves at a moment is
 * gone for who comes then, and of those who come in the same millisecond the smaller id is the first. What
 * came so shortly before is counted in, as it may still be there. Whoever is never there for longer
 * than a moment fills nothing.
 */
const count = (islands: readonly Span[]): Sql => sql`
  WITH islands AS (
    SELECT island, restaurant_id, to_timestamp(since / 1000) AS since, to_timestamp(until / 1000) AS until
    FROM ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(islands)}::jsonb) AS (restaurant_id uuid, since float8, until float8)
    ) WITH ORDINALITY AS s (restaurant_id, since, until, island)
  ), present AS (
    SELECT i.island, i.since, i.until, o.order_id, o.came_at, o.pieces,
      least(o.left_at, o.came_at + ${stay}) AS gone_at,
      CASE WHEN o.accepted_at BETWEEN o.came_at AND o.came_at + ${stay} THEN o.accepted_at
      END AS accepted_at
    FROM islands i JOIN insights.orders o ON o.restaurant_id = i.restaurant_id
      AND o.came_at BETWEEN i.since - ${stay} AND i.until
  ), moments AS (
    SELECT *, 'load' AS what, came_at AS at, 1 AS turn, (gone_at > came_at)::int AS more FROM present
    UNION ALL
    SELECT *, 'load', gone_at, 0, -1 FROM present WHERE gone_at > came_at
    UNION ALL
    SELECT *, 'pieces', accepted_at, 1, CASE WHEN gone_at > accepted_at THEN pieces ELSE 0 END
    FROM present WHERE accepted_at IS NOT NULL
    UNION ALL
    SELECT *, 'pieces', gone_at, 0, -pieces FROM present WHERE gone_at > accepted_at
  ), counted AS (
    SELECT *, coalesce(sum(more) OVER (
      PARTITION BY island, what ORDER BY at, turn, order_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS already
    FROM moments
  ), news AS (
    SELECT order_id,
      max(already) FILTER (WHERE what = 'load' AND came_at >= since) AS load,
      max(least(already, ${mostPieces})) FILTER (WHERE what = 'pieces') AS pieces_ahead,
      bool_or(accepted_at IS NULL OR accepted_at BETWEEN since AND until) AS tells_pieces
    FROM counted WHERE turn = 1 GROUP BY order_id
  )
  UPDATE insights.orders o SET load = coalesce(n.load, o.load),
    pieces_ahead = CASE WHEN n.tells_pieces THEN n.pieces_ahead ELSE o.pieces_ahead END
  FROM news n
  WHERE o.order_id = n.order_id AND (
    n.load <> o.load OR n.tells_pieces AND n.pieces_ahead IS DISTINCT FROM o.pieces_ahead)
  RETURNING o.restaurant_id, o.fulfilment, o.stages <> '{}' AS "hasOutcomes"`;
