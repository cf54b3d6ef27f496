import type { Order } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import type { Cards } from './cards.ts';

const KEPT_AS = 'passline:board';
/** Each card has a place of its own, so that one change does not write all of them anew. */
const CARD = `${KEPT_AS}:`;
/** Of what is kept: another shape is not read. */
const SHAPE = 3;

/** What a board remembers over a reload. */
export interface KeptBoard {
  /** When the server was last heard of, in ms by this machine's clock. */
  readonly heardAt: number;
  /** By how much the server's clock is ahead of this machine's, in ms. */
  readonly ahead: number;
  readonly cards: Cards;
}

type Head = Omit<KeptBoard, 'cards'> & { readonly shape: number; readonly userId: string };

/** Where it is kept: as long as the tab lives, as the session itself. */
export type BoardShelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** What stands on a card, for drivers too. What only an order's sheet shows is read anew. */
function asOnCard({ customer, ...order }: Order): Order {
  const { name, phone } = customer ?? {};
  return {
    ...order,
    tracking_url: '',
    ...(customer && { customer: { ...(name && { name }), ...(phone && { phone }) } }),
  };
}

/**
 * Keeps the open orders; those that ended are none of a board's.
 * @param before what is kept already.
 * @returns what is kept now
 */
export function keepBoard(
  shelf: BoardShelf,
  userId: string,
  { heardAt, ahead, cards }: KeptBoard,
  before: Cards,
): Cards {
  const open = new Map([...cards].filter(([, { status }]) => !isFinal(status)));
  try {
    for (const id of before.keys()) if (!open.has(id)) shelf.removeItem(CARD + id);
    for (const [id, order] of open)
      if (before.get(id) !== order) shelf.setItem(CARD + id, JSON.stringify(asOnCard(order)));
    shelf.setItem(KEPT_AS, JSON.stringify({ shape: SHAPE, userId, heardAt, ahead } satisfies Head));
    return open;
  } catch {
    // No room, or not allowed to keep anything: a reload without a network begins with nothing.
    forgetBoard(shelf);
    return new Map();
  }
}

/** Null where nothing is kept for this person. */
export function keptBoard(shelf: BoardShelf, userId: string): KeptBoard | null {
  const head = JSON.parse(shelf.getItem(KEPT_AS) ?? 'null') as Head | null;
  if (head?.shape !== SHAPE || head.userId !== userId) return null;
  const orders = placesIn(shelf).map((place) => JSON.parse(shelf.getItem(place) ?? 'null') as Order);
  return {
    heardAt: head.heardAt,
    ahead: head.ahead,
    cards: new Map(orders.map((order) => [order.order_id, order])),
  };
}

export function forgetBoard(shelf: BoardShelf): void {
  for (const place of [KEPT_AS, ...placesIn(shelf)]) shelf.removeItem(place);
}

const placesIn = (shelf: BoardShelf): readonly string[] =>
  Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '').filter((place) =>
    place.startsWith(CARD),
  );
