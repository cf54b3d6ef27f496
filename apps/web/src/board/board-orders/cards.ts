import type { AmendedPart, Attention, BoardOrder, Order, OrderChanged, Snapshot } from '#libs/contracts';
import { advanceCard, cardWithAnswer, isFinal } from '#libs/order-model';
import { usualRecallWindowMs } from '#libs/status-machine';

/**
 * Every order that the board knows of. Those that ended stay for a while: to be taken back, and so that a
 * late answer cannot bring them back.
 */
export type Cards = ReadonlyMap<string, Order>;

/** How many of those that ended are kept, for as long as they can usually be taken back. */
const KEPT_ENDED = 200;

const withCard = (cards: Cards, order: Order): Cards => new Map(cards).set(order.order_id, order);

/** What is news to a card; orders that the board does not know of are read. */
function changed(cards: Cards, orderId: string, changedCard: (card: Order) => Order): Cards {
  const card = cards.get(orderId);
  const news = card && changedCard(card);
  return news === undefined || news === card ? cards : withCard(cards, news);
}

export const withFrame = (cards: Cards, frame: OrderChanged): Cards =>
  changed(cards, frame.order_id, (card) => advanceCard(card, frame));

export const withSnapshot = (cards: Cards, answer: Snapshot): Cards =>
  changed(cards, answer.order_id, (card) => cardWithAnswer(card, answer));

/** What of it somebody should look after now. */
export const withAttention = (
  cards: Cards,
  { order_id, attention }: { readonly order_id: string; readonly attention: readonly Attention[] },
): Cards => changed(cards, order_id, (card) => ({ ...card, attention: [...attention] }));

/** Whether something of the order changed that the frame names and does not say: most parts it only names. */
export function needsReading({ changed = [], items, payment }: OrderChanged): boolean {
  const said: readonly AmendedPart[] = [
    ...(items ? ['items' as const] : []),
    ...(payment ? ['payment' as const] : []),
  ];
  return changed.some((part) => !said.includes(part));
}

/** What is older than what is known still says who ordered, and where to bring it. */
export function withOrder(cards: Cards, order: Order | BoardOrder): Cards {
  const known = cards.get(order.order_id);
  if (known === undefined) return withCard(cards, order);
  return withCard(cards, known.version > order.version ? { ...order, ...known } : { ...known, ...order });
}

/**
 * What was read: where somebody was told of its attention after the question, that is newer than the answer.
 * @param before the cards as they were when it was asked
 */
export const asRead =
  (before: Cards) =>
  (cards: Cards, order: Order): Cards => {
    const known = cards.get(order.order_id);
    const isTold =
      known?.version === order.version && before.get(order.order_id)?.attention !== known.attention;
    return withOrder(cards, isTold ? { ...order, attention: known.attention } : order);
  };

/** One that was found among those that are long over. What is known is newer, and the server's own word. */
export const withFound = (cards: Cards, found: Order): Cards =>
  cards.has(found.order_id) ? cards : withCard(cards, found);

/**
 * @param before the cards as they were when the listing was asked for: what came after it stays, what it no
 * longer names goes
 */
export function withListing(cards: Cards, listing: readonly Order[], before: Cards): Cards {
  const listed = new Set(listing.map(({ order_id }) => order_id));
  const stays = [...cards].filter(
    ([id, order]) => listed.has(id) || isFinal(order.status) || before.get(id) !== order,
  );
  return listing.reduce<Cards>(asRead(before), new Map(stays));
}

/**
 * Without those that ended too long ago, and those that are too many.
 * @param now in ms
 * @param lookedAt the one that stays all the same
 */
export function withoutExpired(cards: Cards, now: number, lookedAt: string | null = null): Cards {
  const ended = [...cards.values()]
    .filter(({ order_id, status }) => isFinal(status) && order_id !== lookedAt)
    .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
  const outlived = ended.filter(
    ({ updated_at }, index) => index >= KEPT_ENDED || now - Date.parse(updated_at) > usualRecallWindowMs,
  );
  if (outlived.length === 0) return cards;
  const gone = new Set(outlived.map(({ order_id }) => order_id));
  return new Map([...cards].filter(([id]) => !gone.has(id)));
}
