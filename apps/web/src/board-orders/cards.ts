import type { BoardOrder, HistoryEntry, Order, OrderChanged, Snapshot } from '#libs/contracts';
import { isFinal } from '#libs/status-machine';

/** Every order that the board knows of. Those that ended stay for a while: to be taken back, and so that a late answer cannot bring them back. */
export type Cards = ReadonlyMap<string, Order>;

/** For how long, and how many of those that ended are kept: what can be taken back by the usual window. */
const KEPT_ENDED_MS = 600_000;
const KEPT_ENDED = 200;

type Change = Pick<
  OrderChanged,
  'order_id' | 'version' | 'status' | 'order_status' | 'status_info' | 'estimate'
> &
  Pick<Order, 'updated_at' | 'allowed' | 'latest_notes'> & { readonly since: string };

const withCard = (cards: Cards, order: Order): Cards => new Map(cards).set(order.order_id, order);

/** A card shows no history, so the higher version wins whole: nothing in between is missed. What the news do not say is unknown until it is read. */
function changed(cards: Cards, { since, ...change }: Change): Cards {
  const known = cards.get(change.order_id);
  if (known === undefined || known.version > change.version) return cards;
  const status_since = change.status === known.status && known.status_since ? known.status_since : since;
  const latest_notes = change.latest_notes ?? known.latest_notes;
  const recallable = known.version === change.version ? known.recallable : undefined;
  return withCard(cards, { ...known, ...change, status_since, latest_notes, recallable });
}

export function withFrame(cards: Cards, frame: OrderChanged): Cards {
  const { order_id, version, status, order_status, status_info, estimate, at, role, notes } = frame;
  const known = cards.get(order_id);
  if (known && known.version >= version) return cards;
  const latest_notes = notes ? { notes, internal_notes: '', updated_by: role } : undefined;
  return changed(cards, {
    order_id,
    version,
    status,
    order_status,
    status_info,
    estimate,
    updated_at: at,
    since: at,
    allowed: undefined,
    latest_notes,
  });
}

export function withSnapshot(cards: Cards, snapshot: Snapshot): Cards {
  const { order_id, version, status, order_status, status_info, estimate, updated_at, status_history } =
    snapshot;
  const since = status_history.findLast(({ type }) => type !== 'delayed')?.timestamp ?? updated_at;
  return changed(cards, {
    order_id,
    version,
    status,
    order_status,
    status_info,
    estimate,
    updated_at,
    since,
    allowed: snapshot.allowed,
    latest_notes: notesIn(status_history),
  });
}

function notesIn(history: readonly HistoryEntry[]): Order['latest_notes'] {
  const entry = history.findLast(
    ({ notes, internal_notes }) => notes !== '' || (internal_notes ?? '') !== '',
  );
  return (
    entry && { notes: entry.notes, internal_notes: entry.internal_notes ?? '', updated_by: entry.updated_by }
  );
}

/** What is older than what is known still says who ordered, and where to bring it. */
export function withOrder(cards: Cards, order: Order | BoardOrder): Cards {
  const known = cards.get(order.order_id);
  if (known === undefined) return withCard(cards, order);
  return withCard(cards, known.version > order.version ? { ...order, ...known } : { ...known, ...order });
}

/** @param before the cards as they were when the listing was asked for: what came after it stays, what it no longer names goes */
export function withListing(cards: Cards, listing: readonly Order[], before: Cards): Cards {
  const listed = new Set(listing.map(({ order_id }) => order_id));
  const stays = [...cards].filter(
    ([id, order]) => listed.has(id) || isFinal(order.status) || before.get(id) !== order,
  );
  return listing.reduce<Cards>(withOrder, new Map(stays));
}

/** Without those that ended too long ago, and those that are too many. @param now in ms */
export function withoutOutlived(cards: Cards, now: number): Cards {
  const ended = [...cards.values()]
    .filter(({ status }) => isFinal(status))
    .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
  const outlived = ended.filter(
    ({ updated_at }, index) => index >= KEPT_ENDED || now - Date.parse(updated_at) > KEPT_ENDED_MS,
  );
  if (outlived.length === 0) return cards;
  const gone = new Set(outlived.map(({ order_id }) => order_id));
  return new Map([...cards].filter(([id]) => !gone.has(id)));
}
