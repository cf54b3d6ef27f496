import type { Order } from '#libs/contracts';
import { isFinal } from '#libs/status-machine';
import type { Cards } from './cards.ts';

const KEPT_AS = 'passline:board';
/** Of what is kept: another shape is not read. */
const SHAPE = 1;

/** What a board remembers over a reload. */
export interface KeptBoard {
  /** When the server was last heard of, in ms by this machine's clock. */
  readonly heardAt: number;
  /** By how much the server's clock is ahead of this machine's, in ms. */
  readonly ahead: number;
  readonly cards: Cards;
}

interface Stored {
  readonly shape: number;
  readonly userId: string;
  readonly heardAt: number;
  readonly ahead: number;
  readonly orders: readonly Order[];
}

/** Where it is kept: as long as the tab lives, as the session itself. */
export type BoardShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What stands on a card, for drivers too. What only an order's sheet shows is read anew. */
function asOnCard({ customer, ...order }: Order): Order {
  const { name, phone } = customer ?? {};
  return { ...order, tracking_url: '', ...(customer && { customer: { ...(name && { name }), ...(phone && { phone }) } }) };
}

/** The open orders; those that ended are none of a board's. */
export function keepBoard(shelf: BoardShelf, userId: string, { heardAt, ahead, cards }: KeptBoard): void {
  const orders = [...cards.values()].filter(({ status }) => !isFinal(status)).map(asOnCard);
  try {
    shelf.setItem(KEPT_AS, JSON.stringify({ shape: SHAPE, userId, heardAt, ahead, orders } satisfies Stored));
  } catch {
    // No room, or not allowed to keep anything: a reload without a network begins with nothing.
  }
}

/** Null where nothing is kept for this person. */
export function keptBoard(shelf: BoardShelf, userId: string): KeptBoard | null {
  const stored = JSON.parse(shelf.getItem(KEPT_AS) ?? 'null') as Stored | null;
  if (stored?.shape !== SHAPE || stored.userId !== userId) return null;
  const { heardAt, ahead, orders } = stored;
  return { heardAt, ahead, cards: new Map(orders.map((order) => [order.order_id, order])) };
}

export const forgetBoard = (shelf: BoardShelf): void => shelf.removeItem(KEPT_AS);
